# language: fr
Fonctionnalité: Plusieurs demandes d’intervention
  À partir d’une anomalie, une demande d’intervention part vers autant de prestataires et d’interlocuteurs que voulu,
  pour une seule et même intervention.

  Source : version 1.47, « Plusieurs demandes d’intervention » (S5). Ce qui va au-delà de la source est signalé.

  Contexte:
    Étant donné l’école « Simone-Veil », le 02/03/2026 à 09:00
    Et les prestataires « Ouest Extincteurs » et « Loire Serrurerie », chacun avec un interlocuteur à prévenir
    Et l’interlocuteur « Nadia Roche », seul, à prévenir
    Et l’anomalie « Porte coupe-feu bloquée ouverte »

  Règle: Une demande, autant de destinataires que voulu

    Scénario: Deux prestataires et un interlocuteur, prévenus une fois chacun
      Quand une demande d’intervention est envoyée à « Ouest Extincteurs », « Loire Serrurerie » et « Nadia Roche »
      Alors 3 personnes sont prévenues de la demande
      Et la demande est « en attente »
      Quand la demande est envoyée de nouveau
      Alors 3 personnes sont prévenues de la demande

    Scénario: Un prestataire ajouté plus tard ne dérange pas les autres
      Étant donné une demande d’intervention envoyée à « Ouest Extincteurs » et « Nadia Roche »
      Quand « Loire Serrurerie » est ajouté à la demande, qui est envoyée de nouveau
      Alors 3 personnes sont prévenues de la demande

  Règle: Pour une seule et même intervention

    Contexte:
      Étant donné une demande d’intervention envoyée à « Ouest Extincteurs », « Loire Serrurerie » et « Nadia Roche »
      Et « Ouest Extincteurs » propose de venir le 16/03/2026
      Et « Loire Serrurerie » propose de venir le 16/03/2026

    Scénario: Ceux qui sont retenus viennent ensemble
      Quand « Ouest Extincteurs » et « Loire Serrurerie » sont retenus
      Alors une seule intervention est planifiée, le 16/03/2026
      Et « Ouest Extincteurs » et « Loire Serrurerie » y participent
      Et l’anomalie est planifiée pour cette intervention
      Et « Nadia Roche » apprend que d’autres ont été retenus

    Scénario: Qui est retenu plus tard rejoint les autres, et les autres n’en sont pas prévenus deux fois
      Quand « Ouest Extincteurs » est retenu
      Et « Loire Serrurerie » est retenu
      Alors une seule intervention est planifiée, le 16/03/2026
      Et « Ouest Extincteurs » et « Loire Serrurerie » y participent
      Et « Nadia Roche » apprend que d’autres ont été retenus
      Mais « Ouest Extincteurs » n’apprend pas que d’autres ont été retenus

    Scénario: Une intervention chacun, sur demande (au-delà de la source)
      Quand « Ouest Extincteurs » et « Loire Serrurerie » sont retenus, chacun pour une intervention
      Alors 2 interventions sont planifiées

  Règle: Chacun voit et répond par son lien, et rien d’autre (au-delà de la source)

    Contexte:
      Étant donné une demande d’intervention envoyée à « Ouest Extincteurs » et « Nadia Roche », à répondre avant le 10/03/2026

    Scénario: Répondre par un lien
      Quand « Nadia Roche » ouvre son lien
      Alors elle lit l’anomalie « Porte coupe-feu bloquée ouverte », et ni « Ouest Extincteurs » ni son adresse
      Quand « Nadia Roche » répond par son lien qu’elle vient le 09/03/2026
      Alors « Nadia Roche » est « répondue » et « Ouest Extincteurs » est « envoyée »

    Scénario: Une réponse tardive est gardée, et marquée
      Étant donné que nous sommes le 11/03/2026 à 09:00
      Alors « Nadia Roche » est « en retard » et « Ouest Extincteurs » est « en retard »
      Quand « Nadia Roche » répond par son lien qu’elle vient le 20/03/2026
      Alors « Nadia Roche » est « répondue » et « Ouest Extincteurs » est « en retard »
      Et la réponse de « Nadia Roche » est marquée en retard

    Scénario: Une demande retirée n’ouvre plus rien
      Quand la demande est retirée : « travaux reportés »
      Alors le lien de « Nadia Roche » est refusé : la demande a été retirée

    Scénario: Une coupure d’accès ne regarde pas les destinataires
      Étant donné l’accès de l’école coupé pour une facture impayée
      Quand « Nadia Roche » répond par son lien qu’elle vient le 09/03/2026
      Alors sa réponse est gardée
      Mais consulter la demande est refusé, car l’accès est coupé

  Règle: Lever l’anomalie propose de retirer ce qui est encore ouvert (au-delà de la source)

    Scénario: Rien ne se retire tout seul
      Étant donné une demande d’intervention envoyée à « Ouest Extincteurs » et « Nadia Roche »
      Quand l’anomalie est levée : « ferme-porte remplacé »
      Alors il est proposé de retirer la demande
      Et la demande est « en attente »
