# language: fr
Fonctionnalité: Extraire une observation de tout rapport, de toute façon
  Quel que soit le rapport (imprimé, numérisé, sur plusieurs pages) et quelle que soit la façon de désigner le texte
  (rectangle, surlignage, citation), l’observation reprend les mots du rapport et sait d’où ils viennent.

  Source : version 1.47 (S4), « y compris un document PDF non original », et au-delà de la source (points 7 et 8).

  Contexte:
    Étant donné une intervention clôturée avec le rapport suivant :
      | page | ligne                             |
      | 1    | Observations                      |
      | 1    | 1. Bloc de secours hors service   |
      | 1    | 2. La porte coupe-feu du hall     |
      | 2    | reste ouverte en permanence.      |
      | 2    | 3. Bloc de secours sans étiquette |

  Scénario: Une sélection sur deux pages
    Quand Anne sélectionne la ligne 3 de la page 1 et la ligne 1 de la page 2
    Alors l’extrait dit « 2. La porte coupe-feu du hall reste ouverte en permanence. »
    Et il se trouve aux pages 1 et 2
    Et ses mots sont ceux du fichier

  Plan du scénario: Le surlignage d’une visionneuse, que la page soit tournée ou non
    Étant donné que les pages du rapport sont tournées de <angle> degrés
    Quand Anne surligne « Bloc de secours hors service » dans sa visionneuse
    Alors l’extrait dit « Bloc de secours hors service »

    Exemples:
      | angle |
      | 0     |
      | 90    |
      | 180   |
      | 270   |

  Scénario: Une citation, même écrite autrement que dans le rapport
    Quand Anne cite « bloc de secours HORS-SERVICE »
    Alors l’extrait dit « Bloc de secours hors service »
    Et il se trouve à la page 1

  Scénario: Une citation qui passe d’une page à l’autre
    Quand Anne cite « la porte coupe-feu du hall reste ouverte »
    Alors l’extrait dit « La porte coupe-feu du hall reste ouverte »
    Et il se trouve aux pages 1 et 2

  Scénario: Des mots qui se trouvent à plusieurs endroits
    Quand Anne cite « Bloc de secours »
    Alors elle apprend que ces mots se trouvent à plusieurs endroits, aux pages « 1, 2 »
    Quand Anne cite « Bloc de secours », en disant que c’est à la page 2
    Alors l’extrait dit « Bloc de secours »
    Et il se trouve à la page 2

  Scénario: Des mots que le rapport ne dit pas
    Quand Anne cite « Bloc de secours en service »
    Alors elle apprend que ces mots ne sont pas dans le rapport

  Scénario: Un rapport numérisé
    Étant donné que la page 1 du rapport est numérisée, et que le moteur « scripted 2 » est choisi
    Quand Anne sélectionne la ligne 2 de la page 1
    Alors l’extrait dit « 1. Bloc de secours hors service »
    Et ses mots ont été reconnus par « scripted 2 (fra) », avec une confiance de 90
    Quand Anne sélectionne la ligne 2 de la page 1
    Alors rien n’est reconnu une seconde fois

  Scénario: Un rapport numérisé, et aucun moteur choisi
    Étant donné que la page 1 du rapport est numérisée
    Quand Anne sélectionne la ligne 2 de la page 1
    Alors elle apprend qu’aucun moteur de reconnaissance n’est choisi, et pour quelle page il en faut un

  Scénario: Un rapport dont l’auteur interdit la copie
    Étant donné que l’auteur du rapport en interdit la copie
    Quand Anne sélectionne la ligne 2 de la page 1
    Alors l’extrait dit « 1. Bloc de secours hors service »
    Et l’extrait signale que son auteur en interdit la copie

  Scénario: Le même extrait, une seconde fois ou en partie
    Quand Anne sélectionne la ligne 2 de la page 1 et en fait une observation
    Et qu’Anne sélectionne la ligne 2 de la page 1
    Alors l’extrait est reconnu comme le même
    Quand Anne cite « Bloc de secours hors service »
    Alors l’extrait est reconnu comme une partie du même
    Quand Anne cite « La porte coupe-feu du hall »
    Alors l’extrait est reconnu comme nouveau

  Scénario: Ce que le rapport propose lui-même, et ce qui en reste
    Quand Anne sélectionne la ligne 2 de la page 1 et en fait une observation
    Alors le rapport propose :
      | numéro | texte                                                | déjà prise |
      | 1      | Bloc de secours hors service                         | oui        |
      | 2      | La porte coupe-feu du hall reste ouverte en permanence. | non     |
      | 3      | Bloc de secours sans étiquette                       | non        |
    Quand Anne accepte la proposition 3
    Alors il reste à prendre la proposition 2
    Et l’observation créée dit « Bloc de secours sans étiquette », avec le numéro 3

  Scénario: L’endroit retrouvé dans une nouvelle version du rapport
    Quand Anne sélectionne la ligne 2 de la page 1 et en fait une observation
    Et que le rapport est réédité avec une page de garde
    Alors l’observation est retrouvée à la page 2
    Quand le rapport est réédité sans cette observation
    Alors l’observation est donnée pour perdue
