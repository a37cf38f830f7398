# language: fr
Fonctionnalité: Effacer une personne sans rompre le registre
  Une personne peut demander à être oubliée ; le registre de sécurité, lui, doit rester entier.
  Son nom disparaît partout, ce qu’elle a fait demeure, et le registre se vérifie toujours.

  Source : docs/explanation/register, « Forgetting people » ; règlement (UE) 2016/679, art. 17.

  Contexte:
    Étant donné un environnement et son administratrice
    Et « Luc Bernard », qui a créé une observation pour « Mme Roux, par téléphone »

  Scénario: Une personne demande à être oubliée
    Quand l’administratrice efface « Luc Bernard »
    Alors la liste des utilisateurs montre « Personne effacée » à sa place
    Et l’observation est créée par « Personne effacée », pour personne d’autre
    Et le registre montre « Personne effacée » partout où il le nommait
    Et plus rien de ce qui est enregistré ne dit « Luc Bernard » ni « Mme Roux »

  Scénario: Le registre reste entier et n’en dit rien
    Quand l’administratrice efface « Luc Bernard »
    Alors aucune entrée du registre n’a changé
    Et le registre est intact
    Et une entrée de plus dit qui a effacé qui, sans le nommer

  Scénario: Qui est effacé ne peut plus rien
    Quand l’administratrice efface « Luc Bernard »
    Alors « Luc Bernard » ne peut plus agir
    Et son compte ne peut être ni rattaché à un profil ni effacé de nouveau

  Scénario: Un interlocuteur est effacé avec ce qui l’attendait
    Étant donné l’interlocutrice « Rose Vidal », prévenue d’une intervention
    Quand l’administratrice efface l’interlocutrice « Rose Vidal »
    Alors la liste des interlocuteurs montre « Personne effacée » à sa place
    Et aucun message ne l’attend plus

  Scénario: Un nom qui disparaît sans effacement est une rupture
    Étant donné que le nom de « Luc Bernard » a été retiré de la base en cachette
    Quand on vérifie le registre
    Alors chaque entrée qui le nommait est désignée

  Scénario: L’export d’après ne nomme plus la personne
    Quand l’administratrice efface « Luc Bernard »
    Et qu’on exporte la partie sécurité du registre
    Alors l’export est intact et ne dit ni « Luc Bernard » ni « Mme Roux »
    Et il précise que l’effacement n’y est pas montré

  Scénario: Nul n’efface son propre compte
    Quand l’administratrice veut effacer son propre compte
    Alors c’est refusé, car un autre doit le faire
