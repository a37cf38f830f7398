# language: fr
Fonctionnalité: Choix de l’interlocuteur signataire
  Vous avez la possibilité de choisir QUI va signer l’intervention :
  L’exploitant ou le prestataire et/ou l’interlocuteur.

  Source : version 1.47, « Interventions - choix de l’interlocuteur signataire » (S3). Ce qui va au-delà de la source est
  signalé.

  Contexte:
    Étant donné l’école « Simone-Veil », le 02/03/2026
    Et « Claire Morel », qui répond de l’école pour l’exploitant et a un compte
    Et « Karim Benali », du prestataire « Ouest Extincteurs », sans compte
    Et « Nadia Roche », interlocutrice sur place, sans compte
    Et une maintenance planifiée le 16/02/2026, que personne n’a encore signée

  Règle: Signer l’intervention la clôture, même en retard

    Scénario: Le parcours de la source : la liste, le détail, le choix, la signature
      Quand « Claire Morel » ouvre la liste de ses interventions
      Alors la première est la maintenance planifiée le 16/02/2026, « en retard »
      Et son détail montre qui doit venir : « Ouest Extincteurs »
      Quand « Claire Morel » choisit qui va signer
        | rôle       | qui          |
        | exploitant | Claire Morel |
      Et que « Claire Morel » signe dans l’encadré en bas de page, sur le web
      Alors l’intervention est clôturée
      Et la liste de « Claire Morel » ne la dit plus en retard

    Plan du Scénario: L’exploitant ou le prestataire et/ou l’interlocuteur
      Quand « Claire Morel » choisit que signent : <rôles>
      Alors le choix est <réponse>

      Exemples:
        | rôles                      | réponse                                                         |
        | exploitant                 | accepté                                                         |
        | prestataire                | accepté                                                         |
        | interlocuteur              | accepté                                                         |
        | exploitant, interlocuteur  | accepté                                                         |
        | prestataire, interlocuteur | accepté                                                         |
        | exploitant, prestataire    | refusé, car l’exploitant et le prestataire ne vont pas ensemble |

    Scénario: La signature contradictoire, exploitant et prestataire, est une option de la plateforme (au-delà de la source)
      Étant donné une plateforme qui permet la signature contradictoire
      Quand « Claire Morel » choisit que signent : exploitant, prestataire
      Alors le choix est accepté

    Scénario: La dernière signature clôture, pas la première
      Quand « Claire Morel » choisit qui va signer
        | rôle          | qui          |
        | prestataire   | Karim Benali |
        | interlocuteur | Nadia Roche  |
      Et que « Karim Benali » signe dans l’encadré, sur la session de « Claire Morel »
      Alors l’intervention n’est pas clôturée
      Quand « Nadia Roche » signe dans l’encadré, sur la session de « Claire Morel »
      Alors l’intervention est clôturée

  Règle: Clôturer sans les signatures demandées est refusé, et l’on sait qui manque (au-delà de la source)

    Scénario: La liste de qui manque
      Quand « Claire Morel » choisit qui va signer
        | rôle          | qui          |
        | prestataire   | Karim Benali |
        | interlocuteur | Nadia Roche  |
      Et que « Karim Benali » signe dans l’encadré, sur la session de « Claire Morel »
      Alors clôturer est refusé : il manque la signature de « Nadia Roche »

    Scénario: Un refus de signer dit pourquoi, et un autre peut signer à sa place
      Quand « Claire Morel » choisit qui va signer
        | rôle          | qui         |
        | interlocuteur | Nadia Roche |
      Et que « Nadia Roche » refuse de signer : « le local technique n’a pas été ouvert »
      Alors clôturer est refusé : « Nadia Roche » a refusé de signer
      Quand « Claire Morel » choisit qui va signer
        | rôle       | qui          |
        | exploitant | Claire Morel |
      Et que « Claire Morel » signe dans l’encadré en bas de page, sur le web
      Alors l’intervention est clôturée
      Et le refus de « Nadia Roche » reste lisible, avec son motif

    Scénario: Le jour où elle a été faite n’est pas celui où elle est signée, les deux sont gardés
      Quand « Claire Morel » déclare qu’elle a été faite le 20/02/2026, et que l’exploitant signe
      Alors l’intervention est clôturée, faite le 20/02/2026 et signée le 02/03/2026

  Règle: On sait qui a signé, en quel rôle, et sur la session de qui (au-delà de la source)

    Scénario: Qui n’a pas de compte signe sur la session d’un autre, et la preuve nomme les deux
      Quand « Claire Morel » choisit qui va signer
        | rôle        | qui          |
        | prestataire | Karim Benali |
      Et que « Karim Benali » signe dans l’encadré, sur la session de « Claire Morel »
      Alors la preuve dit
        | qui          | rôle        | sur la session de | par  | niveau |
        | Karim Benali | prestataire | Claire Morel      | page | simple |

    Scénario: Qui n’a ni compte ni fiche signe aussi : son nom est écrit sur place
      Quand « Claire Morel » choisit qui va signer
        | rôle          | qui                          |
        | interlocuteur | un gardien, « Yves Le Goff » |
      Et que « Yves Le Goff » signe dans l’encadré, sur la session de « Claire Morel »
      Alors la preuve dit
        | qui          | rôle          | sur la session de | par  | niveau |
        | Yves Le Goff | interlocuteur | Claire Morel      | page | simple |

    Scénario: Qui a un compte ne signe pas sur la session d’un autre
      Quand « Claire Morel » choisit qui va signer
        | rôle       | qui          |
        | exploitant | Claire Morel |
      Alors l’administratrice ne peut pas signer à sa place

    Scénario: Personne ne signe en deux rôles
      Quand « Claire Morel » choisit que « Nadia Roche » signe deux fois, pour l’exploitant et comme interlocutrice
      Alors le choix est refusé, car personne ne signe en deux rôles

    Scénario: Deux appareils qui signent le même rôle : l’un signe, l’autre l’apprend
      Quand « Claire Morel » choisit qui va signer
        | rôle       | qui          |
        | exploitant | Claire Morel |
      Et que « Claire Morel » signe dans l’encadré en bas de page, sur le web
      Alors signer encore, depuis un autre appareil, est refusé : « Claire Morel » a déjà signé

  Règle: L’encadré prend une signature, et rien d’autre (au-delà de la source)

    Plan du Scénario: Ce qui n’est pas une signature
      Étant donné que « Claire Morel » est appelée à signer
      Quand elle laisse dans l’encadré <quoi>
      Alors sa signature est refusée : <pourquoi>
      Et l’intervention n’est pas clôturée

      Exemples:
        | quoi                                  | pourquoi                |
        | rien                                  | le cadre est vide       |
        | un point                              | ce n’est qu’un point    |
        | un trait de trois pixels              | le tracé est trop court |
        | un tracé hors du cadre                | le tracé sort du cadre  |
        | le tracé d’une autre signature, collé | ce tracé a déjà servi   |
        | ce que la page n’a pas pu envoyer     | ce n’est pas un tracé   |

    Scénario: Ce qui a changé depuis qu’on l’a lu doit être relu
      Étant donné que « Claire Morel » est appelée à signer
      Et qu’elle a lu l’intervention
      Quand un rapport rejoint l’intervention
      Alors signer sans relire est refusé, car ce qui est à signer a changé
      Quand « Claire Morel » signe dans l’encadré en bas de page, sur le web
      Alors l’intervention est clôturée

  Règle: La preuve se lit des années plus tard, sans la base (au-delà de la source)

    Scénario: Attestée, altérée, ou d’une clé étrangère
      Étant donné que « Claire Morel » est appelée à signer
      Et que « Claire Morel » signe dans l’encadré en bas de page, sur le web
      Quand la preuve de sa signature est exportée
      Alors hors ligne, elle se lit
        | preuve        | clé       | verdict                               |
        | telle quelle  | la bonne  | attestée                              |
        | telle quelle  | aucune    | cohérente, sans preuve de son origine |
        | telle quelle  | une autre | clé étrangère                         |
        | un nom changé | la bonne  | altérée                               |
      Et elle dit qui a signé, en quel rôle, quand, et ce qui a été montré

    Scénario: Un rapport ajouté après la clôture n’est pas couvert par la signature, et cela se voit
      Étant donné que « Claire Morel » est appelée à signer
      Et que « Claire Morel » signe dans l’encadré en bas de page, sur le web
      Quand un rapport rejoint l’intervention
      Alors l’intervention est clôturée
      Et sa signature ne couvre plus ses rapports
