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

  Scénario: La fin est coupée et la tête reculée : le registre seul ne montre rien
    Étant donné que l’entrée 16 et les suivantes ont été retirées de la base, et la tête reculée
    Quand on vérifie le registre
    Alors il est intact

  Scénario: La fin est coupée et la tête reculée : une ancre gardée ailleurs le montre
    Étant donné qu’une ancre a été prise et gardée ailleurs
    Et que l’entrée 16 et les suivantes ont été retirées de la base, et la tête reculée
    Quand on vérifie le registre avec l’ancre
    Alors l’entrée 16 est nommée, attestée par l’ancre et absente

  Scénario: La chaîne entière est réécrite : le registre seul ne montre rien
    Étant donné que l’entrée 8 a été modifiée, et toute la chaîne recalculée
    Quand on vérifie le registre
    Alors il est intact

  Scénario: La chaîne entière est réécrite : deux ancres gardées ailleurs disent entre quelles entrées
    Étant donné qu’une ancre a été prise et gardée ailleurs
    Et que le registre a reçu 3 entrées de plus
    Et qu’une ancre a été prise et gardée ailleurs
    Et que l’entrée 20 a été modifiée, et toute la chaîne recalculée
    Quand on vérifie le registre avec l’ancre
    Alors l’histoire est dite réécrite entre les entrées 20 et 22

  Scénario: Un registre qui n’a fait que grandir passe toutes ses ancres
    Étant donné qu’une ancre a été prise et gardée ailleurs
    Et que le registre a reçu 3 entrées de plus
    Et qu’une ancre a été prise et gardée ailleurs
    Quand on vérifie le registre avec l’ancre
    Alors il est intact

  Scénario: Le registre d’un environnement disparaît tout entier
    Étant donné qu’une ancre a été prise et gardée ailleurs
    Quand l’environnement et son registre disparaissent de la base
    Alors l’ancre atteste que son registre de 19 entrées a disparu

  Scénario: Une ancre signée par une clé étrangère est refusée
    Étant donné qu’une ancre a été prise et gardée ailleurs, signée par une clé étrangère
    Alors l’ancre est refusée : « anchor-of-another-key »

  Scénario: Une ancre falsifiée est refusée
    Étant donné qu’une ancre a été prise et gardée ailleurs
    Quand un chiffre de l’ancre est changé
    Alors l’ancre est refusée : « anchor-forged »
