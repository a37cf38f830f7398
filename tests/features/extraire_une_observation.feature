# language: fr
Fonctionnalité: Ajouter une observation à partir d’un rapport
  Vous pouvez créer une observation directement à partir du rapport d’intervention,
  y compris un document PDF non original.

  Source : version 1.47, « Interventions, ajouter une observation à partir d’un rapport » (S4).

  Contexte:
    Étant donné un environnement avec le site « École Jules-Ferry »
    Et l’utilisatrice « Anne Martin », qui peut extraire et créer des observations

  Scénario: Sélectionner du texte dans le rapport, puis créer une observation
    Étant donné une intervention clôturée de type « Contrôle », avec un rapport en format PDF
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Et qu’elle clique sur le bouton « Créer une observation »
    Alors l’observation dit « 1. Bloc de secours hors service »
    Et elle est ouverte, sur le site « École Jules-Ferry »
    Et elle dit de quel rapport elle vient, à quelle page, à quel endroit et entre quels mots
    Et elle est créée par « Anne Martin »
    Et le registre compte une entrée de plus : « finding-recorded »

  Scénario: Y compris un document PDF non original
    Étant donné une intervention clôturée de type « Contrôle », avec la copie d’un rapport en format PDF
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Et qu’elle clique sur le bouton « Créer une observation »
    Alors l’observation dit « 1. Bloc de secours hors service »

  Plan du scénario: Cette fonctionnalité est possible pour les interventions de type contrôle / SAV / installation et maintenance
    Étant donné une intervention clôturée de type « <type> », avec un rapport en format PDF
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Alors l’extraction est <issue>

    Exemples:
      | type         | issue                                                              |
      | Contrôle     | possible                                                           |
      | SAV          | possible                                                           |
      | Installation | possible                                                           |
      | Maintenance  | possible                                                           |
      | Travaux      | refusée, car ce type d’intervention n’en fait pas partie           |
      | Formation    | refusée, car ce type d’intervention n’en fait pas partie           |

  Scénario: L’intervention n’est pas encore clôturée
    Étant donné une intervention en cours de type « Contrôle », avec un rapport en format PDF
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Alors l’extraction est refusée, car l’intervention n’est pas clôturée
    Et rien n’a changé

  Scénario: Elle concerne uniquement les rapports en format PDF
    Étant donné une intervention clôturée de type « Contrôle », avec une photographie du rapport
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Alors l’extraction est refusée, car le rapport n’est pas en format PDF
    Et rien n’a changé

  Scénario: Tout ce qui s’oppose à l’extraction est dit en une fois
    Étant donné une intervention en cours de type « Travaux », avec une photographie du rapport
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Alors l’extraction est refusée, car l’intervention n’est pas clôturée
    Et l’extraction est refusée, car ce type d’intervention n’en fait pas partie
    Et l’extraction est refusée, car le rapport n’est pas en format PDF

  Scénario: Une sélection sans texte ne donne rien
    Étant donné une intervention clôturée de type « Contrôle », avec un rapport en format PDF
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne un endroit vide
    Alors elle apprend que sa sélection est vide
    Et rien n’a changé

  Scénario: Qui n’en a pas le droit ne crée pas d’observation
    Étant donné une intervention clôturée de type « Contrôle », avec un rapport en format PDF
    Et que le droit de créer des observations a été refusé à Anne
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Et qu’elle clique sur le bouton « Créer une observation »
    Alors la création est refusée, car ce droit lui est refusé
    Et rien n’a changé

  Scénario: La même chose pour les anomalies, dans la gestion du bâtiment
    Étant donné un document de la gestion du bâtiment, en format PDF
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Et qu’elle clique sur le bouton « Créer une observation »
    Alors c’est une anomalie, qui dit « 1. Bloc de secours hors service »
    Et elle est ouverte, sur le site « École Jules-Ferry »
    Et elle dit de quel rapport elle vient, à quelle page, à quel endroit et entre quels mots

  Scénario: Et pour les prescriptions, dans le procès-verbal d’une commission de sécurité
    Étant donné une visite de la commission de sécurité, avec son procès-verbal en format PDF
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Et qu’elle clique sur le bouton « Créer une observation »
    Alors c’est une prescription, qui dit « 1. Bloc de secours hors service »
    Et elle est ouverte, sur le site « École Jules-Ferry »

  Scénario: Une visite dont le procès-verbal n’est pas encore joint ne donne rien
    Étant donné une visite de la commission de sécurité, sans procès-verbal
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Alors l’extraction est refusée, car le procès-verbal n’est pas joint
    Et rien n’a changé

  Scénario: Un document de la gestion du bâtiment qui n’est pas en format PDF ne donne rien
    Étant donné un document de la gestion du bâtiment, en photographie
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Alors l’extraction est refusée, car le rapport n’est pas en format PDF
    Et rien n’a changé

  Scénario: Le même passage deux fois est un doublon connu, montré, et non une erreur (au-delà de la source)
    Étant donné une intervention clôturée de type « Contrôle », avec un rapport en format PDF
    Et qu’une observation en a déjà été tirée : « 1. Bloc de secours hors service »
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Alors l’observation déjà tirée de ce passage est montrée
    Quand elle clique sur le bouton « Créer une observation »
    Alors l’observation dit « 1. Bloc de secours hors service »

  Scénario: Ce qu’un rapport dit à nouveau rouvre ce qui était levé (au-delà de la source)
    Étant donné une intervention clôturée de type « Contrôle », avec un rapport en format PDF
    Et une observation plus ancienne du site, qui est levée
    Quand Anne clique sur « EXTRAIRE OBS » et sélectionne « 1. Bloc de secours hors service »
    Et qu’elle crée une observation qui répète la plus ancienne
    Alors la plus ancienne est de nouveau ouverte, et dit quelle observation la répète
    Et le registre compte deux entrées de plus : « finding-recorded », « finding-seen-again »
