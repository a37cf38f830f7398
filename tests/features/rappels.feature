# language: fr
Fonctionnalité: Qui est prévenu de quoi
  Un avis de trop, et celui qui compte n’est plus lu ; un avis de moins, et une échéance passe.

  Ce qui suit va au-delà de la source : la version 1.47 ne dit pas qui est prévenu de quoi.

  Contexte:
    Étant donné un environnement, le 02/03/2026
    Et l’interlocutrice « Hélène Lefèvre », joignable à helene@exemple.fr

  Règle: Un seul rappel plutôt que trois

    Scénario: Trois choses en retard font un rappel
      Étant donné une vérification de « Hélène Lefèvre », prévue la veille
      Et une autre vérification de « Hélène Lefèvre », prévue la veille
      Et une anomalie que « Hélène Lefèvre » devait lever la veille
      Quand la nuit passe
      Alors « helene@exemple.fr » reçoit un rappel, de 3 choses

    Scénario: Le même retard est rappelé une fois par semaine, et le nouveau aussitôt
      Étant donné une vérification de « Hélène Lefèvre », prévue la veille
      Quand la nuit passe
      Et la nuit passe, 6 jours plus tard
      Alors « helene@exemple.fr » a reçu 1 rappel
      Étant donné une anomalie que « Hélène Lefèvre » devait lever la veille
      Quand la nuit passe, 1 jour plus tard
      Alors « helene@exemple.fr » a reçu 2 rappels

    Scénario: Les nuits manquées sont rattrapées par la suivante
      Étant donné une vérification de « Hélène Lefèvre », prévue la veille
      Quand la nuit passe, 20 jours plus tard
      Alors « helene@exemple.fr » reçoit un rappel, de 1 chose

    Scénario: Sans interlocuteur, qui peut clore l’intervention est prévenu
      Étant donné « Chef Sécurité », qui peut clore les interventions, joignable à chef@exemple.fr
      Et une vérification sans interlocuteur, prévue la veille
      Quand la nuit passe
      Alors « chef@exemple.fr » reçoit un rappel, de 1 chose

  Règle: Un avis de sécurité ne se coupe pas

    Plan du Scénario: Ni pour tous, ni pour soi
      Quand on coupe les avis « <sorte> » <pour qui>
      Alors c’est refusé : « <sorte> » est un avis de sécurité

      Exemples:
        | sorte                | pour qui               |
        | round-due            | pour tous              |
        | round-missed         | pour « Hélène Lefèvre » |
        | permit-suspended     | pour tous              |
        | notice-undeliverable | pour « Hélène Lefèvre » |

    Scénario: Les autres se coupent, pour tous ou pour soi
      Quand on coupe les avis « request-declined » pour tous
      Et on coupe les avis « intervention-planned » pour « Hélène Lefèvre »
      Et une vérification est prévue avec « Hélène Lefèvre »
      Alors « helene@exemple.fr » ne reçoit rien

    Scénario: Des travaux arrêtés se disent aussitôt, quoi qu’on ait coupé
      Étant donné « Hélène Lefèvre », qui surveille des travaux par point chaud
      Quand on coupe les avis « intervention-planned » pour « Hélène Lefèvre »
      Et les travaux sont arrêtés
      Alors « helene@exemple.fr » est prévenue, avant tout le reste
