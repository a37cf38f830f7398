# language: fr
Fonctionnalité: Un registre que l’on ne modifie pas en cachette
  Le registre de sécurité doit être présenté à chaque contrôle, et son intégrité prouvée.
  Toute modification faite après coup est retrouvée, et l’entrée touchée est nommée.

  Source : docs/explanation/register ; mission, « Beyond the source », point 10.

  Contexte:
    Étant donné le registre d’un environnement, avec ses interventions et ses observations

  Scénario: Un registre intact
    Quand on vérifie le registre
    Alors il est intact

  Scénario: Un octet d’une entrée est modifié
    Étant donné qu’un octet de l’entrée 8 a été modifié dans la base
    Quand on vérifie le registre
    Alors l’entrée 8 est nommée, modifiée

  Scénario: Une entrée est retirée
    Étant donné que l’entrée 8 a été retirée de la base
    Quand on vérifie le registre
    Alors l’entrée 8 est nommée, manquante

  Scénario: La fin du registre est coupée
    Étant donné que l’entrée 16 et les suivantes ont été retirées de la base
    Quand on vérifie le registre
    Alors l’entrée 16 est nommée, coupée

  Scénario: Un nom est remplacé à côté du registre
    Étant donné que le nom de l’auteur de l’entrée 8 a été remplacé
    Quand on vérifie le registre
    Alors l’entrée 8 est nommée, dite d’une autre personne

  Scénario: Un nom est retiré à côté du registre, sans que personne ait été effacé
    Étant donné que le nom de l’auteur de l’entrée 8 a été retiré de la base
    Quand on vérifie le registre
    Alors l’entrée 8 est nommée, privée d’un nom

  Scénario: L’export se vérifie sans la base, et ne montre que la partie sécurité
    Quand on exporte le registre
    Alors l’export est intact
    Et l’export ne dit rien des comptes ni des profils

  Scénario: Un octet de l’export est modifié
    Quand on exporte le registre
    Et qu’un octet de sa ligne 8 est modifié
    Alors la vérification de l’export nomme l’entrée 8
