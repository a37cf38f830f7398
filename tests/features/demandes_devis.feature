# language: fr
Fonctionnalité: Plusieurs demandes de devis
  À partir d’une anomalie, une demande de devis part vers autant de prestataires et d’interlocuteurs que voulu,
  pour une seule et même intervention.

  Source : version 1.47, « Plusieurs demandes de devis » (S6). Ce qui va au-delà de la source est signalé.

  Contexte:
    Étant donné l’école « Simone-Veil », le 02/03/2026 à 09:00
    Et les prestataires « Ouest Extincteurs » et « Loire Serrurerie », chacun avec un interlocuteur à prévenir
    Et l’interlocuteur « Nadia Roche », seul, à prévenir
    Et l’anomalie « Porte coupe-feu bloquée ouverte »
    Et une demande de devis envoyée à « Ouest Extincteurs », « Loire Serrurerie » et « Nadia Roche »

  Règle: Les devis se comparent, taxes comprises (au-delà de la source)

    Scénario: Le moins cher d’abord, hors taxe et toutes taxes, les expirés marqués
      Étant donné les devis
        | de                | hors taxe | TVA | valable jusqu’au |
        | Ouest Extincteurs | 1000.00   | 20  | 31/03/2026       |
        | Loire Serrurerie  | 1100.00   | 5.5 | 31/03/2026       |
        | Nadia Roche       | 900.00    | 20  | 01/03/2026       |
      Alors la comparaison montre
        | de                | hors taxe | TVA    | toutes taxes | remarque      |
        | Nadia Roche       | 900.00    | 180.00 | 1080.00      | expiré        |
        | Loire Serrurerie  | 1100.00   | 60.50  | 1160.50      | le moins cher |
        | Ouest Extincteurs | 1000.00   | 200.00 | 1200.00      |               |

    Scénario: La taxe s’arrondit une fois, au centime
      Étant donné les devis
        | de                | hors taxe | TVA | valable jusqu’au |
        | Ouest Extincteurs | 999.99    | 20  | 31/03/2026       |
        | Loire Serrurerie  | 0.50      | 1   | 31/03/2026       |
      Alors la comparaison montre
        | de                | hors taxe | TVA    | toutes taxes | remarque      |
        | Loire Serrurerie  | 0.50      | 0.01   | 0.51         | le moins cher |
        | Ouest Extincteurs | 999.99    | 200.00 | 1199.99      |               |

  Règle: Ceux qui sont retenus viennent pour une seule et même intervention

    Contexte:
      Étant donné les devis
        | de                | hors taxe | TVA | valable jusqu’au |
        | Ouest Extincteurs | 1000.00   | 20  | 31/03/2026       |
        | Loire Serrurerie  | 1100.00   | 5.5 | 31/03/2026       |

    Scénario: Deux devis retenus, une intervention
      Quand « Ouest Extincteurs » et « Loire Serrurerie » sont retenus pour le 16/03/2026
      Alors une seule intervention est planifiée, le 16/03/2026
      Et « Ouest Extincteurs » et « Loire Serrurerie » y participent
      Et l’anomalie est planifiée pour cette intervention

    Scénario: Les autres l’apprennent une fois, jamais ceux qui sont retenus
      Quand « Loire Serrurerie » est retenu pour le 16/03/2026
      Alors « Ouest Extincteurs » apprend que d’autres ont été retenus
      Et « Nadia Roche » apprend que d’autres ont été retenus
      Mais « Loire Serrurerie » n’apprend pas que d’autres ont été retenus

    Scénario: Un devis expiré ne se retient pas (au-delà de la source)
      Étant donné que nous sommes le 01/04/2026 à 09:00
      Quand « Ouest Extincteurs » est retenu pour le 16/04/2026
      Alors c’est refusé : le devis a expiré

  Règle: Personne ne voit le prix d’un autre (au-delà de la source)

    Scénario: Un lien ne montre qu’une ligne
      Étant donné les devis
        | de                | hors taxe | TVA | valable jusqu’au |
        | Ouest Extincteurs | 4321.00   | 20  | 31/03/2026       |
      Quand « Nadia Roche » ouvre son lien
      Alors elle ne lit nulle part « 4321 », ni « Ouest Extincteurs »

    Scénario: Décliner par un lien
      Quand « Nadia Roche » décline par son lien : « complet jusqu’en avril »
      Alors « Nadia Roche » est « déclinée » et « Ouest Extincteurs » est « envoyée »
