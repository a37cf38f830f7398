# language: fr
Fonctionnalité: La commission de sécurité visite, donne un avis ; l’autorité décide
  La commission de sécurité visite l’établissement, rapporte et donne un avis. Le maire ou le préfet décide par un arrêté,
  qui oblige l’exploitant à partir de sa notification. L’avis et l’arrêté ne se confondent pas.

  Source : CCH R. 143-41 et R. 143-42 ; arrêté du 25 juin 1980, GE 4. Au-delà de la source 1.47.

  Contexte:
    Étant donné l’école « Simone-Veil », de type R et de 4e catégorie, le 02/03/2026
    Et « Claire Morel », qui en répond

  Règle: Rien ne sort d’une visite avant son jour

    Scénario: Une visite est annoncée, puis a lieu
      Étant donné une visite périodique annoncée pour le 10/03/2026
      Quand le procès-verbal est joint
      Alors c’est refusé : « visit-to-come »
      Quand nous sommes le 11/03/2026
      Et le procès-verbal est joint
      Alors le procès-verbal de la visite se lit

    Scénario: Le procès-verbal est un PDF
      Étant donné une visite périodique du 10/02/2026
      Quand une photo est jointe comme procès-verbal
      Alors c’est refusé : « visit-report-not-pdf »

    Scénario: Ce que la commission a dit ne s’efface pas en annulant sa visite
      Étant donné une visite périodique du 10/02/2026
      Et un avis défavorable du 24/02/2026
      Quand la visite est annulée
      Alors c’est refusé : « visit-took-place »

  Règle: L’avis n’oblige personne, l’arrêté oblige à partir de sa notification

    Contexte:
      Étant donné une visite périodique du 10/02/2026
      Et le procès-verbal de la visite
      Et les prescriptions de la visite « Désenfumage hors service » et « Issue n° 2 encombrée »

    Scénario: Un avis défavorable, motivé par des prescriptions
      Quand un avis défavorable du 24/02/2026 est motivé par « Désenfumage hors service »
      Alors l’avis de la commission est « avis défavorable », motivé par 1 prescription
      Et aucun arrêté n’oblige l’école le 02/03/2026

    Scénario: Une mise en demeure oblige à partir de sa notification
      Quand le maire met en demeure le 26/02/2026 d’exécuter « Désenfumage hors service » et « Issue n° 2 encombrée »
      Alors aucun arrêté n’oblige l’école le 02/03/2026
      Quand l’arrêté est notifié le 27/02/2026
      Alors « mise en demeure » oblige l’école le 27/02/2026
      Et aucun arrêté n’oblige l’école le 26/02/2026

    Scénario: Un arrêté met fin à un autre
      Quand le maire met en demeure le 26/02/2026 d’exécuter « Désenfumage hors service » et « Issue n° 2 encombrée »
      Et l’arrêté est notifié le 27/02/2026
      Et le maire y met fin le 01/03/2026 par une poursuite d’exploitation notifiée le même jour
      Alors « poursuite d'exploitation » oblige l’école le 02/03/2026
      Et « mise en demeure » oblige l’école le 28/02/2026

    Scénario: Ce qu’un avis nomme est une prescription de ce site
      Quand un avis défavorable du 24/02/2026 est motivé par une anomalie du site
      Alors c’est refusé : « not-a-prescription »

    Scénario: Une notification ne précède pas la signature
      Quand un arrêté signé le 26/02/2026 est notifié le 25/02/2026
      Alors c’est refusé : « order-notified-before-signature »

  Règle: La prochaine visite est due selon le type et la catégorie

    Plan du scénario: Une école de 4e catégorie
      Étant donné une visite périodique du 10/02/2026
      Quand on demande la prochaine visite d’une école <où l’on dort>
      Alors elle est due le <échéance>

      Exemples:
        | où l’on dort             | échéance   |
        | avec locaux à sommeil    | 10/02/2029 |
        | sans locaux à sommeil    | 10/02/2031 |
        | dont personne ne le dit  | 10/02/2029 |

    Scénario: Un procès-verbal en décide autrement
      Étant donné une visite périodique du 10/02/2026
      Quand le procès-verbal demande la prochaine avant le 01/09/2027
      Et on demande la prochaine visite d’une école sans locaux à sommeil
      Alors elle est due le 01/09/2027
