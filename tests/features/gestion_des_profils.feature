# language: fr
Fonctionnalité: Gestion des profils utilisateurs
  Modifier les droits de vos utilisateurs un à un peut être une manipulation longue et chronophage.
  Les profils vous permettent de créer des utilisateurs ayant les mêmes droits en un rien de temps.
  Et inversement : vous pouvez également créer un profil à partir d’un utilisateur.

  Source : version 1.47, « Gestion des profils utilisateurs » (S1). Ce qui va au-delà de la source est signalé.

  Contexte:
    Étant donné un environnement et son administratrice
    Et l’utilisateur « Paul Modèle » avec les droits
      | droit                 |
      | sites.consult         |
      | interventions.consult |
      | documents.consult     |
      | interventions.extract |
    Et l’utilisatrice « Luce Neuve », sans aucun droit

  Règle: Consulter les profils

    Scénario: La liste des profils dit combien d’utilisateurs partagent chacun
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Et le profil « Contrôleur » avec le droit « interventions.consult »
      Quand l’administratrice rattache « Luce Neuve » au profil « Consultation »
      Alors la liste des profils montre
        | profil       | utilisateurs |
        | Consultation | 1            |
        | Contrôleur   | 0            |

    Scénario: Consulter les modules, les droits et les utilisateurs d’un profil
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Quand l’administratrice rattache « Luce Neuve » au profil « Consultation »
      Alors la fiche du profil « Consultation » montre le module « Anomalies et observations » avec le droit « Consulter »
      Et la fiche du profil « Consultation » montre l’utilisatrice « Luce Neuve »

  Règle: Créer un profil

    Scénario: Créer un profil de A à Z, utilisateurs compris
      Quand l’administratrice crée le profil « Consultation » avec le droit « findings.consult » pour « Luce Neuve »
      Alors « Luce Neuve » peut « findings.consult », et rien d’autre
      Et le registre raconte la création du profil et le rattachement

    Scénario: Un droit qui en suppose un autre l’amène avec lui, et c’est dit
      Quand l’administratrice crée le profil « Rédaction » avec le droit « findings.create »
      Alors il est dit que « findings.consult » a été ajouté au profil « Rédaction »

    Scénario: Créer un profil à partir d’un utilisateur déjà existant, et y rattacher une autre
      Quand l’administratrice crée le profil « Contrôleur » à partir de « Paul Modèle »
      Et qu’elle rattache « Luce Neuve » au profil « Contrôleur »
      Alors « Luce Neuve » a les mêmes droits que « Paul Modèle »
      Et le registre raconte la création du profil et le rattachement

    Scénario: Rattacher le modèle à son propre profil ne change rien à ce qu’il peut faire
      Quand l’administratrice crée le profil « Contrôleur » à partir de « Paul Modèle », et l’y rattache
      Alors « Paul Modèle » a les mêmes droits qu’avant
      Et il n’a plus d’exception

    Scénario: Créer un utilisateur à partir d’un profil
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Quand l’administratrice crée l’utilisateur « Éric Arrivé » avec le profil « Consultation »
      Alors « Éric Arrivé » peut « findings.consult », et rien d’autre

  Règle: Homogénéiser les droits

    Scénario: Un profil homogénéise les droits
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Quand l’administratrice rattache « Paul Modèle » au profil « Consultation »
      Alors « Paul Modèle » peut « findings.consult », et rien d’autre

    Scénario: Modifier un profil change les droits de tous ses utilisateurs
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Quand l’administratrice rattache « Paul Modèle » au profil « Consultation »
      Et qu’elle rattache « Luce Neuve » au profil « Consultation »
      Et qu’elle donne aussi le droit « sites.consult » au profil « Consultation »
      Alors « Paul Modèle » a les mêmes droits que « Luce Neuve »
      Et le registre raconte une seule modification du profil

    Scénario: Détacher un utilisateur lui laisse ce qu’il pouvait faire
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Quand l’administratrice rattache « Luce Neuve » au profil « Consultation »
      Et qu’elle détache « Luce Neuve » de son profil
      Alors « Luce Neuve » peut « findings.consult », et rien d’autre

    Scénario: Un profil partagé ne se supprime que si un autre prend ses utilisateurs
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Et le profil « Sites » avec le droit « sites.consult »
      Quand l’administratrice rattache « Luce Neuve » au profil « Consultation »
      Alors supprimer le profil « Consultation » est refusé, car un utilisateur le partage
      Quand l’administratrice supprime le profil « Consultation » au bénéfice du profil « Sites »
      Alors « Luce Neuve » peut « sites.consult », et rien d’autre

  Règle: Prévoir avant de modifier (au-delà de la source)

    Scénario: L’aperçu dit qui gagne et qui perd quoi, avant que rien ne change
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Quand l’administratrice rattache « Luce Neuve » au profil « Consultation »
      Et qu’elle prévoit de remplacer les droits du profil « Consultation » par « sites.consult »
      Alors l’aperçu montre que « Luce Neuve » gagne « sites.consult » et perd « findings.consult »
      Et « Luce Neuve » peut « findings.consult », et rien d’autre

    Scénario: Ce qui a bougé depuis l’aperçu interdit de le valider
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Quand l’administratrice prévoit de remplacer les droits du profil « Consultation » par « sites.consult »
      Et qu’elle rattache « Luce Neuve » au profil « Consultation »
      Alors valider l’aperçu est refusé, car quelque chose a bougé
      Et « Luce Neuve » peut « findings.consult », et rien d’autre

  Règle: Expliquer un droit (au-delà de la source)

    Scénario: L’explication nomme ce qui donne le droit et ce qui le retire
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Quand l’administratrice rattache « Luce Neuve » au profil « Consultation »
      Et qu’elle refuse à « Luce Neuve » le droit « findings.consult »
      Alors l’explication de « findings.consult » pour « Luce Neuve » dit que le profil « Consultation » le donne et qu’une exception le retire

    Scénario: On sait qui peut faire quelque chose, et par quoi
      Étant donné le profil « Consultation » avec le droit « findings.consult »
      Quand l’administratrice rattache « Luce Neuve » au profil « Consultation »
      Alors « Luce Neuve » figure parmi ceux qui peuvent « findings.consult », par le profil « Consultation »

  Règle: Nul ne sort de ce qu’il peut accorder (au-delà de la source)

    Scénario: Nul ne donne un droit qu’il n’a pas
      Étant donné « Luce Neuve », qui peut seulement administrer les utilisateurs de son site
      Quand elle crée le profil « Contrôleur » à partir de « Paul Modèle »
      Alors c’est refusé, car nul ne donne un droit qu’il n’a pas
      Et le registre ne raconte rien de plus

    Scénario: Nul ne se donne un droit à soi-même
      Étant donné l’administratrice, à qui il manque le droit « register.export »
      Quand elle s’accorde le droit « register.export »
      Alors c’est refusé, car nul ne se donne un droit à soi-même

    Scénario: La dernière administratrice ne peut pas disparaître
      Quand l’administratrice se désactive
      Alors c’est refusé, car il ne resterait personne pour administrer les utilisateurs
