# language: fr
Fonctionnalité: Un registre complet, et jamais réécrit
  Le registre de sécurité contient, outre les vérifications et leurs suites, les exercices, les travaux, le service de
  sécurité et les consignes, y compris l’évacuation selon les types de handicap. Ce qui est inscrit se corrige par une
  autre inscription, et reste lisible.

  Source : CCH R. 143-44 et R. 141-10 (version du 1er juillet 2026). Au-delà de la source 1.47.

  Contexte:
    Étant donné l’école « Simone-Veil », le 02/03/2026
    Et « Claire Morel », qui en répond

  Règle: Ce que la loi demande s’inscrit, chaque chose dans sa rubrique

    Scénario: Exercices, travaux, service de sécurité et consignes
      Quand sont inscrits
        | rubrique            | quoi                                 | le         |
        | exercices           | évacuation, 214 personnes, 4 minutes | 20/01/2026 |
        | travaux             | Éclairage de sécurité remplacé       | 16/02/2026 |
        | service de sécurité | Nadia Roche, SSIAP 2                 | 01/01/2026 |
        | consignes           | Consigne générale d’évacuation       | 05/01/2026 |
      Alors le registre contient, du plus récent au plus ancien
        | rubrique            | le         |
        | travaux             | 16/02/2026 |
        | exercices           | 20/01/2026 |
        | consignes           | 05/01/2026 |
        | service de sécurité | 01/01/2026 |
      Et les consignes règlent l’évacuation de chaque type de handicap

    Scénario: Un exercice s’inscrit une fois qu’il a eu lieu
      Quand un exercice est inscrit pour le 03/03/2026
      Alors c’est refusé : « drill-in-the-future »

    Scénario: Des consignes disent quelque chose
      Quand des consignes sans texte ni document sont inscrites
      Alors c’est refusé : « instructions-say-nothing »

  Règle: Une inscription se corrige par une autre, qui la laisse lisible

    Contexte:
      Étant donné un exercice du 20/01/2026, inscrit avec 214 personnes

    Scénario: Une correction
      Quand l’inscription est corrigée avec 241 personnes
      Alors la liste des exercices montre 241 personnes
      Et l’historique montre 214 puis 241 personnes

    Scénario: Ce qui est corrigé ne se corrige plus
      Quand l’inscription est corrigée avec 241 personnes
      Et la première inscription est corrigée avec 242 personnes
      Alors c’est refusé : « logbook-entry-corrected »
      Et le refus nomme l’inscription qui vaut

    Scénario: Une inscription est rayée
      Quand l’inscription est rayée : « inscrite deux fois »
      Alors la liste des exercices est vide
      Et l’historique montre 214 personnes, puis la rature « inscrite deux fois »

  Règle: On sait qui est du service de sécurité, jour par jour

    Scénario: Une fonction prend fin par une correction
      Étant donné « Nadia Roche », SSIAP 2 depuis le 01/01/2026
      Quand sa fonction prend fin le 28/02/2026
      Alors « Nadia Roche » est du service de sécurité le 28/02/2026
      Et personne n’est du service de sécurité le 01/03/2026

    Scénario: Un agent s’en va, et demande l’oubli
      Étant donné « Yves Garde », SSIAP 1 depuis le 01/01/2026, dont on n’a écrit que le nom
      Quand « Yves Garde » est effacé
      Alors « Personne effacée » est du service de sécurité le 02/03/2026
      Et la chaîne du registre tient
      Et le nom « Yves Garde » ne se trouve plus dans la base

  Règle: Les documents du bâtiment sont classés sur leur site

    Scénario: Un diagnostic est classé
      Quand le diagnostic « Diagnostic électrique » est classé
      Alors il se relit tel qu’il a été remis
