# language: fr
Fonctionnalité: Anomalies, nouvelle colonne
  Vous avez donc accès à la liste de toutes vos anomalies liées à la gestion de vos bâtiments.
  Une nouvelle colonne apparaît : « Anomalie créée par ».

  Source : version 1.47, « Gestion du bâtiment, anomalies, nouvelle colonne » (S7). Ce qui va au-delà de la source est
  signalé.

  Contexte:
    Étant donné l’école « Simone-Veil », le 02/03/2026
    Et « Claire Morel », qui crée des anomalies
    Et « Hugo Petit », qui crée des anomalies

  Règle: La liste dit qui a créé chaque anomalie

    Scénario: Une nouvelle colonne apparaît
      Quand « Claire Morel » crée l’anomalie « Porte coupe-feu bloquée ouverte »
      Et que « Hugo Petit » crée l’anomalie « Extincteur manquant »
      Alors la liste des anomalies dit
        | anomalie                        | Anomalie créée par |
        | Extincteur manquant             | Hugo Petit         |
        | Porte coupe-feu bloquée ouverte | Claire Morel       |

    Scénario: Une anomalie extraite d’un document du bâtiment a sa colonne, elle aussi
      Étant donné un document du bâtiment au format PDF, qui dit « Bloc de secours hors service »
      Quand « Claire Morel » y sélectionne « Bloc de secours hors service » et crée une anomalie
      Alors la liste des anomalies dit
        | anomalie                     | Anomalie créée par |
        | Bloc de secours hors service | Claire Morel       |

  Règle: Le nom est celui du jour (au-delà de la source)

    Scénario: Un changement de nom ne réécrit pas la liste
      Étant donné que « Claire Morel » a créé l’anomalie « Extincteur manquant »
      Quand « Claire Morel » s’appelle désormais « Claire Durand »
      Alors la liste des anomalies dit
        | anomalie            | Anomalie créée par |
        | Extincteur manquant | Claire Morel       |

    Scénario: Une personne effacée n’y est plus nommée
      Étant donné que « Claire Morel » a créé l’anomalie « Extincteur manquant » pour « M. Petit »
      Quand « Claire Morel » est effacée
      Alors la liste des anomalies dit
        | anomalie            | Anomalie créée par |
        | Extincteur manquant | Personne effacée   |
      Et le registre se vérifie toujours

  Règle: Elle dit aussi pour qui, et par quel moyen (au-delà de la source)

    Plan du Scénario: Le web va sans dire
      Quand « Claire Morel » crée l’anomalie « Extincteur manquant » <manière>
      Alors la liste des anomalies dit
        | anomalie            | Anomalie créée par |
        | Extincteur manquant | <colonne>          |

      Exemples:
        | manière                                                | colonne                                                  |
        | sur le web                                             | Claire Morel                                             |
        | sur le web, pour « M. Petit, par téléphone »           | Claire Morel, pour M. Petit, par téléphone               |
        | sur l’application mobile                               | Claire Morel, depuis l’application mobile                |
        | sur l’application mobile, pour « M. Petit »            | Claire Morel, pour M. Petit, depuis l’application mobile |

  Règle: On y cherche (au-delà de la source)

    Contexte:
      Étant donné que « Claire Morel » a créé l’anomalie « Porte coupe-feu bloquée ouverte »
      Et que « Hugo Petit » a créé l’anomalie « Extincteur manquant »
      Et que l’anomalie « Extincteur manquant » est levée

    Plan du Scénario: Par créateur, par état, par texte
      Quand on ne cherche que <filtre>
      Alors la liste n’a que « <anomalie> »

      Exemples:
        | filtre                             | anomalie                        |
        | les anomalies de « Claire Morel »  | Porte coupe-feu bloquée ouverte |
        | les anomalies de « Hugo Petit »    | Extincteur manquant             |
        | ce qui reste à faire               | Porte coupe-feu bloquée ouverte |
        | ce qui est levé                    | Extincteur manquant             |
        | le texte « BLOQUEE »               | Porte coupe-feu bloquée ouverte |

  Règle: Elle s’exporte pour un tableur (au-delà de la source)

    Scénario: La colonne est dans le fichier, et rien n’y est calculé
      Étant donné que « Claire Morel » a créé l’anomalie « =1+1 »
      Quand la liste des anomalies est exportée
      Alors le fichier a la colonne « Anomalie créée par », où se lit « Claire Morel »
      Et la cellule de l’anomalie est « '=1+1 »
