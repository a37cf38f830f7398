# language: fr
Fonctionnalité: Permis de feu, levée de doute
  La colonne indiquant si la levée de doute est activée s’affiche.
  Gris = à réaliser / Rouge = non réalisée / Vert = réalisée

  Source : version 1.47, « Permis de feu - levée de doute » (S9). Ce qui va au-delà de la source est signalé.
  Notre lecture : des rondes 30, 60 et 120 minutes après la fin déclarée des travaux, de 5 minutes en avance à 15 en
  retard, bornes comprises. L’INRS (ED 6030) demande une surveillance d’au moins deux heures.

  Contexte:
    Étant donné l’école « Simone-Veil », le 02/03/2026 à 09:00
    Et « Claire Morel », qui répond de l’école pour l’exploitant et a un compte
    Et « Karim Benali », du prestataire « Ouest Extincteurs », sans compte

  Règle: La liste dit si la levée de doute est activée, et où elle en est

    Contexte:
      Étant donné un permis de feu signé, valable de 09:00 à 18:00
      Et la fin des travaux, déclarée à 14:00

    Scénario: À l’heure : gris, puis vert
      Quand les rondes sont faites
        | ronde | à     |
        | 30    | 14:30 |
        | 60    | 15:00 |
        | 120   | 16:00 |
      Alors la liste des permis montre au fil du temps
        | à     | levée de doute | couleur | dit        |
        | 13:00 | activée        | gris    | à réaliser |
        | 14:30 | activée        | gris    | à réaliser |
        | 15:59 | activée        | gris    | à réaliser |
        | 16:00 | activée        | vert    | réalisée   |
        | 23:00 | activée        | vert    | réalisée   |

    Scénario: Une ronde oubliée : rouge dès que son heure est passée
      Quand les rondes sont faites
        | ronde | à     |
        | 30    | 14:30 |
      Alors la liste des permis montre au fil du temps
        | à     | levée de doute | couleur | dit          |
        | 15:15 | activée        | gris    | à réaliser   |
        | 15:16 | activée        | rouge   | non réalisée |
        | 23:00 | activée        | rouge   | non réalisée |

    Plan du Scénario: Les bornes sont comprises
      Quand la ronde de 30 minutes est faite à <à>
      Alors elle compte <compte>

      Exemples:
        | à     | compte    |
        | 14:25 | à l’heure |
        | 14:45 | à l’heure |
        | 14:46 | en retard |

    Plan du Scénario: Trop tôt ne compte pas
      Alors la ronde de 30 minutes, faite à <à>, est refusée : <pourquoi>

      Exemples:
        | à     | pourquoi                      |
        | 14:24 | il est trop tôt               |
        | 13:59 | les travaux ne sont pas finis |

    Scénario: Une ronde tardive éteint le rouge, et reste marquée « en retard »
      Quand les rondes sont faites
        | ronde | à     |
        | 30    | 14:30 |
        | 60    | 15:40 |
        | 120   | 16:00 |
      Alors la liste des permis montre au fil du temps
        | à     | levée de doute | couleur | dit          |
        | 15:39 | activée        | rouge   | non réalisée |
        | 15:40 | activée        | gris    | à réaliser   |
        | 16:00 | activée        | vert    | réalisée     |
      Et les rondes se lisent
        | ronde | faite à | marque              |
        | 30    | 14:30   | réalisée            |
        | 60    | 15:40   | réalisée, en retard |
        | 120   | 16:00   | réalisée            |

    Scénario: Une ronde n’en vaut jamais une autre
      Quand les rondes sont faites
        | ronde | à     |
        | 30    | 14:30 |
        | 30    | 15:00 |
        | 120   | 16:00 |
      Alors la liste des permis montre au fil du temps
        | à     | levée de doute | couleur | dit          |
        | 16:30 | activée        | rouge   | non réalisée |

    Scénario: Faite sans réseau, envoyée plus tard : elle compte à son heure
      Quand la ronde de 30 minutes est faite sans réseau à 14:32, et envoyée à 15:20
      Alors elle compte à l’heure

  Règle: Pas activée, pas de couleur

    Scénario: La colonne le dit, et rien d’autre
      Étant donné un permis de feu signé, valable de 09:00 à 18:00, sans levée de doute
      Et la fin des travaux, déclarée à 14:00
      Alors la liste des permis montre au fil du temps
        | à     | levée de doute | couleur | dit |
        | 13:00 | non activée    |         |     |
        | 17:00 | non activée    |         |     |

  Règle: Un permis dont la validité passe sans fin déclarée compte sa fin à ce moment

    Scénario: Les rondes partent de la fin de validité
      Étant donné un permis de feu signé, valable de 09:00 à 18:00
      Alors la liste des permis montre au fil du temps
        | à     | levée de doute | couleur | dit          |
        | 17:00 | activée        | gris    | à réaliser   |
        | 18:45 | activée        | gris    | à réaliser   |
        | 18:46 | activée        | rouge   | non réalisée |

  Règle: Une facture impayée n’arrête pas une surveillance commencée (au-delà de la source)

    Scénario: La ronde se fait pendant la coupure
      Étant donné un permis de feu signé, valable de 09:00 à 18:00
      Et la fin des travaux, déclarée à 14:00
      Et l’accès de l’école coupé pour une facture impayée
      Quand la ronde de 30 minutes est faite à 14:30
      Alors elle compte à l’heure
      Mais planifier une intervention est refusé, car l’accès est coupé

  Règle: Qui surveille est prévenu (au-delà de la source)

    Scénario: Une ronde due, puis une ronde oubliée
      Étant donné un permis de feu signé, valable de 09:00 à 18:00
      Et la fin des travaux, déclarée à 14:00
      Quand la plateforme fait ses rappels à 14:30
      Alors « Claire Morel » est prévenue : une ronde est due
      Quand la plateforme fait ses rappels à 15:00
      Alors « Claire Morel » est prévenue : une ronde n’a pas été faite

    Scénario: La surveillance qui dépasserait la fermeture du site est signalée d’avance
      Étant donné un permis de feu signé, valable de 09:00 à 18:00, dans un site qui ferme à 19:00
      Alors la liste des permis en avertit : la surveillance irait jusqu’à 20:00
