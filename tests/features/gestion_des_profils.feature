# language: fr
Fonctionnalité: Gestion des profils utilisateurs
  Modifier les droits de vos utilisateurs un à un peut être une manipulation longue et chronophage.
  Les profils vous permettent de créer des utilisateurs ayant les mêmes droits en un rien de temps.
  Et inversement : vous pouvez également créer un profil à partir d’un utilisateur.

  Source : version 1.47, « Gestion des profils utilisateurs » (S1).

  Contexte:
    Étant donné un environnement et son administratrice
    Et l’utilisateur « Paul Modèle » avec les droits
      | droit                 |
      | sites.consult         |
      | interventions.consult |
      | interventions.extract |
    Et l’utilisatrice « Luce Neuve », sans aucun droit

  Scénario: Créer un profil à partir d’un utilisateur déjà existant, et y rattacher une autre
    Quand l’administratrice crée le profil « Contrôleur » à partir de « Paul Modèle »
    Et qu’elle rattache « Luce Neuve » au profil « Contrôleur »
    Alors « Luce Neuve » a les mêmes droits que « Paul Modèle »
    Et le registre raconte la création du profil et le rattachement

  Scénario: Créer un profil de A à Z
    Quand l’administratrice crée le profil « Consultation » avec le droit « findings.consult »
    Et qu’elle rattache « Luce Neuve » au profil « Consultation »
    Alors « Luce Neuve » peut « findings.consult », et rien d’autre

  Scénario: Un profil homogénéise les droits
    Étant donné le profil « Consultation » avec le droit « findings.consult »
    Quand l’administratrice rattache « Paul Modèle » au profil « Consultation »
    Alors « Paul Modèle » peut « findings.consult », et rien d’autre

  Scénario: Rattacher le modèle à son propre profil ne change rien à ce qu’il peut faire
    Quand l’administratrice crée le profil « Contrôleur » à partir de « Paul Modèle », et l’y rattache
    Alors « Paul Modèle » a les mêmes droits qu’avant
    Et il n’a plus d’exception

  Scénario: Nul ne donne un droit qu’il n’a pas
    Étant donné « Luce Neuve », qui peut seulement administrer les utilisateurs de son site
    Quand elle crée le profil « Contrôleur » à partir de « Paul Modèle »
    Alors c’est refusé, car nul ne donne un droit qu’il n’a pas
    Et le registre ne raconte rien de plus
