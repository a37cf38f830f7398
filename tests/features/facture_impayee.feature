# language: fr
Fonctionnalité: Facture impayée, bandeaux et coupure d’accès
  Désormais, le statut de vos factures est directement lié à l'utilisation de votre solution.
  Trois situations à retenir : un bandeau orange avant l’échéance, un bandeau rouge après, puis la coupure.

  Source : version 1.47, « Facture impayée - coupure d’accès à votre environnement » (S2). Les textes des bandeaux sont
  ceux de la source, à la lettre. Ce qui va au-delà de la source est signalé.

  Contexte:
    Étant donné l’environnement « Rezé », le 02/03/2026, avec son administratrice, qui a tous les droits
    Et « Paul Agent », qui travaille sur tous les sites et ne voit pas les factures
    Et la facture « F-102 » de 1200,00 €, échéance le 31/03/2026

  Règle: Trois situations à retenir

    Scénario: Plus de 15 jours avant l’échéance, rien
      Alors chaque jour du 02/03/2026 au 15/03/2026, aucun bandeau n’apparaît
      Et chaque jour du 02/03/2026 au 15/03/2026, l’accès est ouvert, sur le web comme sur mobile

    Scénario: Situation n° 1, de 15 jours avant l’échéance à l’échéance : un bandeau orange
      Alors chaque jour du 16/03/2026 au 31/03/2026, un bandeau orange apparaît à tous, avec le texte
        """
        Vous avez une ou plusieurs factures dont l’échéance de règlement est au 31/03/2026. Nous vous remercions de faire le nécessaire pour que le règlement nous parvienne dans le délai indiqué
        """
      Et chaque jour du 16/03/2026 au 31/03/2026, l’accès est ouvert, sur le web comme sur mobile

    Scénario: Situation n° 2, l’échéance est dépassée d’une journée : un bandeau rouge, avec la date de la coupure
      Alors chaque jour du 01/04/2026 au 29/04/2026, un bandeau rouge apparaît à tous, avec le texte
        """
        Le règlement d’au moins une facture dont l’échéance est dépassée. Nous vous remercions de procéder à la régularisation de votre compte client dans les meilleurs délais afin d'éviter la coupure de votre accès le 30/04/2026
        """
      Et chaque jour du 01/04/2026 au 29/04/2026, l’accès est ouvert, sur le web comme sur mobile

    Scénario: Situation n° 3, l’échéance est dépassée de 30 jours : l’accès est coupé
      Alors chaque jour du 30/04/2026 au 30/06/2026, un bandeau rouge apparaît à tous, avec le texte
        """
        Malgré nos avertissements, le règlement d’au moins une de vos factures ne nous est pas parvenu. Votre accès est donc suspendu jusqu’à la régularisation de votre compte. Vous avez malgré tout la possibilité, en fonction de vos droits, de générer la synthèse de votre/vos site(s)
        """
      Et chaque jour du 30/04/2026 au 30/06/2026, l’accès est coupé, sur le web comme sur mobile
      Et le 30/06/2026, l’administratrice génère sur le web la synthèse de « École Simone-Veil »
      Mais elle ne le peut pas sur mobile
      Et « Paul Agent » ne le peut pas non plus, car le droit lui manque

    Scénario: Tout change à minuit, heure de Paris, sans que personne n’ait rien à faire
      Alors au fil des jours
        | moment           | bandeau | date affichée | web    | mobile |
        | 15/03/2026 23:59 | aucun   |               | ouvert | ouvert |
        | 16/03/2026 00:00 | orange  | 31/03/2026    | ouvert | ouvert |
        | 31/03/2026 23:59 | orange  | 31/03/2026    | ouvert | ouvert |
        | 01/04/2026 00:00 | rouge   | 30/04/2026    | ouvert | ouvert |
        | 29/04/2026 23:59 | rouge   | 30/04/2026    | ouvert | ouvert |
        | 30/04/2026 00:00 | rouge   |               | coupé  | coupé  |

  Règle: Peu importe sa couleur, le bandeau porte le bouton « régulariser mes factures »

    Scénario: Le bandeau est pour tous, le bouton pour qui peut voir les factures
      Alors le bouton « régulariser mes factures » apparaît
        | jour       | administratrice, web | administratrice, mobile | Paul Agent, web | Paul Agent, mobile |
        | 16/03/2026 | oui                  | oui                     | non             | non                |
        | 01/04/2026 | oui                  | oui                     | non             | non                |
        | 30/04/2026 | oui                  | non                     | non             | non                |

    Scénario: Le bouton ouvre toutes les factures, en retard, à régler ou payées, même pendant la coupure
      Étant donné la facture « F-101 » de 300,00 €, échéance le 20/03/2026
      Et la facture « F-103 » de 80,50 €, échéance le 30/06/2026
      Quand la plateforme enregistre le 10/03/2026 un règlement de 300,00 € sur « F-101 », référence « VIR-1 »
      Et qu’on est le 30/04/2026
      Alors l’administratrice ouvre « régulariser mes factures » et voit
        | facture | échéance   | montant   | reste à payer | état      |
        | F-103   | 30/06/2026 | 80,50 €   | 80,50 €       | à régler  |
        | F-102   | 31/03/2026 | 1200,00 € | 1200,00 €     | en retard |
        | F-101   | 20/03/2026 | 300,00 €  | 0,00 €        | payée     |
      Et les totaux sont
        | état      | factures | montant   | reste à payer |
        | en retard | 1        | 1200,00 € | 1200,00 €     |
        | à régler  | 1        | 80,50 €   | 80,50 €       |
        | payée     | 1        | 300,00 €  | 0,00 €        |
        | toutes    | 3        | 1580,50 € | 1280,50 €     |
      Mais « Paul Agent » ne peut pas les ouvrir, car le droit lui manque

  Règle: Pendant la coupure, la synthèse et les factures restent ouvertes sur le web

    Scénario: La veille de la coupure, tout est encore possible à qui en a le droit
      Quand on est le 29/04/2026
      Alors tout est possible, sur le web comme sur mobile

    Scénario: Ce que la source laisse, et rien d’autre
      Étant donné une plateforme qui s’en tient à la source
      Quand on est le 30/04/2026
      Alors à qui en a le droit, il reste possible de
        | faire quoi                                  | web | mobile |
        | voir ses factures                           | oui | non    |
        | consulter la synthèse de ses sites          | oui | non    |
        | générer la synthèse de ses sites            | oui | non    |
        | exporter le registre                        | non | non    |
        | finir une ronde en cours                    | non | non    |
        | signer ce que l’on a déjà demandé de signer | non | non    |
        | commencer une ronde                         | non | non    |
        | consulter ses sites                         | non | non    |
        | planifier une intervention                  | non | non    |
        | créer un utilisateur                        | non | non    |
        | consulter le registre                       | non | non    |
      Et l’accueil de l’administratrice ne montre plus que
        | client | modules            |
        | web    | Factures, Synthèse |
        | mobile | aucun              |

    Scénario: Par défaut, un impayé ne fait perdre ni le registre ni un acte de sécurité en cours (au-delà de la source)
      Quand on est le 30/04/2026
      Alors à qui en a le droit, il reste possible de
        | faire quoi                                  | web | mobile |
        | voir ses factures                           | oui | non    |
        | consulter la synthèse de ses sites          | oui | non    |
        | générer la synthèse de ses sites            | oui | non    |
        | exporter le registre                        | oui | oui    |
        | finir une ronde en cours                    | oui | oui    |
        | signer ce que l’on a déjà demandé de signer | oui | oui    |
        | commencer une ronde                         | non | non    |
        | consulter ses sites                         | non | non    |
        | planifier une intervention                  | non | non    |
        | créer un utilisateur                        | non | non    |
        | consulter le registre                       | non | non    |
      Et l’accueil de l’administratrice ne montre plus que
        | client | modules                      |
        | web    | Factures, Synthèse, Registre |
        | mobile | Registre                     |

    Scénario: Le refus dit pourquoi et depuis quand, et ne laisse aucune trace
      Quand on est le 05/05/2026
      Alors planifier une intervention est refusé : l’accès est coupé depuis le 30/04/2026, dans les mots du bandeau
      Et le registre ne raconte rien de plus

    Scénario: La plateforme, elle, n’est jamais arrêtée
      Quand on est le 05/05/2026
      Alors la plateforme vérifie le registre, et il est intact

  Règle: Régler rouvre l’accès, aussitôt

    Scénario: Le règlement rouvre l’accès, sur le web comme sur mobile
      Étant donné qu’on est le 05/05/2026
      Et que l’accès est coupé, sur le web comme sur mobile
      Quand la plateforme enregistre un règlement de 1200,00 € sur « F-102 », référence « VIR-1 »
      Alors l’accès est ouvert, sur le web comme sur mobile
      Et aucun bandeau n’apparaît

    Scénario: Le même règlement transmis deux fois ne compte qu’une fois (au-delà de la source)
      Étant donné qu’on est le 05/05/2026
      Quand la plateforme enregistre un règlement de 700,00 € sur « F-102 », référence « VIR-1 »
      Et que la plateforme enregistre un règlement de 700,00 € sur « F-102 », référence « VIR-1 »
      Alors il reste 500,00 € à payer sur « F-102 »
      Et le registre ne raconte le règlement qu’une fois
      Et l’accès est coupé, sur le web comme sur mobile
      Mais un règlement de 500,00 € sur « F-102 » sous la référence « VIR-1 » est refusé, car elle a déjà servi

    Scénario: Un règlement partiel ne rouvre pas l’accès, le solde le rouvre
      Quand la plateforme enregistre le 02/05/2026 un règlement de 700,00 € sur « F-102 », référence « VIR-1 »
      Alors l’accès est coupé, sur le web comme sur mobile
      Quand la plateforme enregistre le 05/05/2026 un règlement de 500,00 € sur « F-102 », référence « VIR-2 »
      Alors l’accès est ouvert, sur le web comme sur mobile
      Et le registre raconte
        | jour       | de                | à                 | cause     |
        | 16/03/2026 | rien à signaler   | échéance proche   | le temps  |
        | 01/04/2026 | échéance proche   | échéance dépassée | le temps  |
        | 30/04/2026 | échéance dépassée | accès coupé       | le temps  |
        | 05/05/2026 | accès coupé       | rien à signaler   | règlement |

    Scénario: Un règlement qui revient rend la facture à nouveau due (au-delà de la source)
      Quand la plateforme enregistre le 25/03/2026 un règlement de 1200,00 € sur « F-102 », référence « VIR-1 »
      Et que la plateforme enregistre le 10/04/2026 le retour du règlement « VIR-1 » sur « F-102 »
      Alors au fil des jours
        | moment           | bandeau | date affichée | web    | mobile |
        | 10/04/2026 12:00 | rouge   | 30/04/2026    | ouvert | ouvert |
        | 30/04/2026 00:00 | rouge   |               | coupé  | coupé  |
      Et le registre raconte
        | jour       | de              | à                 | cause               |
        | 16/03/2026 | rien à signaler | échéance proche   | le temps            |
        | 25/03/2026 | échéance proche | rien à signaler   | règlement           |
        | 10/04/2026 | rien à signaler | échéance dépassée | retour de règlement |

    Scénario: Avec un préavis, un règlement qui revient tard est annoncé avant de couper (au-delà de la source)
      Étant donné une plateforme qui donne au moins 8 jours de préavis
      Quand la plateforme enregistre le 25/03/2026 un règlement de 1200,00 € sur « F-102 », référence « VIR-1 »
      Et que la plateforme enregistre le 10/05/2026 le retour du règlement « VIR-1 » sur « F-102 »
      Alors le premier jour où l’accès est coupé est le 18/05/2026, celui que le bandeau annonçait

    Plan du Scénario: Un avoir ou un passage en perte solde la facture comme un règlement
      Étant donné qu’on est le 05/05/2026
      Quand la plateforme enregistre <geste> de 1200,00 € sur « F-102 », référence « G-1 »
      Alors l’accès est ouvert, sur le web comme sur mobile
      Et le registre raconte enfin : de « accès coupé » à « rien à signaler », cause : <cause>

      Exemples:
        | geste               | cause            |
        | un avoir            | avoir            |
        | un passage en perte | passage en perte |

  Règle: Le registre raconte chaque changement, à son jour et avec sa cause (au-delà de la source)

    Plan du Scénario: Les nuits manquées se rattrapent
      Quand la nuit fait son travail <nuits>
      Alors le registre raconte
        | jour       | de                | à                 | cause    |
        | 16/03/2026 | rien à signaler   | échéance proche   | le temps |
        | 01/04/2026 | échéance proche   | échéance dépassée | le temps |
        | 30/04/2026 | échéance dépassée | accès coupé       | le temps |
      Et l’administratrice, qui voit les factures, est prévenue par courriel : <courriels>
      Et une nuit de plus le même jour n’ajoute rien

      Exemples:
        | nuits                                   | courriels                                       |
        | chaque jour du 03/03/2026 au 10/05/2026 | échéance proche, échéance dépassée, accès coupé |
        | seulement le 10/05/2026                 | accès coupé                                     |

    Scénario: Un règlement raconte d’abord les jours que la nuit a manqués
      Quand la plateforme enregistre le 12/04/2026 un règlement de 1200,00 € sur « F-102 », référence « VIR-1 »
      Alors le registre raconte
        | jour       | de                | à                 | cause     |
        | 16/03/2026 | rien à signaler   | échéance proche   | le temps  |
        | 01/04/2026 | échéance proche   | échéance dépassée | le temps  |
        | 12/04/2026 | échéance dépassée | rien à signaler   | règlement |

  Règle: Une facture mise en attente ne compte plus, jusqu’à une date comprise (au-delà de la source)

    Plan du Scénario: L’attente finit d’elle-même
      Quand la plateforme met « F-102 » en attente du 20/03/2026 au 10/04/2026 : <motif>
      Alors au fil des jours
        | moment           | bandeau | date affichée | web    | mobile |
        | 20/03/2026 12:00 | aucun   |               | ouvert | ouvert |
        | 10/04/2026 23:59 | aucun   |               | ouvert | ouvert |
        | 11/04/2026 00:00 | rouge   | 30/04/2026    | ouvert | ouvert |
        | 30/04/2026 00:00 | rouge   |               | coupé  | coupé  |

      Exemples:
        | motif                 |
        | litige                |
        | promesse de règlement |
        | virement en cours     |

    Scénario: Elle reste listée « à régler », et marquée
      Quand la plateforme met « F-102 » en attente du 05/04/2026 au 20/04/2026 : litige
      Alors l’administratrice ouvre ses factures et voit
        | facture | échéance   | montant   | reste à payer | état                                 |
        | F-102   | 31/03/2026 | 1200,00 € | 1200,00 €     | à régler, litige jusqu’au 20/04/2026 |

    Scénario: Une attente accordée pendant la coupure rouvre l’accès pour ce temps
      Quand la plateforme met « F-102 » en attente du 05/05/2026 au 15/05/2026 : promesse de règlement
      Alors au fil des jours
        | moment           | bandeau | date affichée | web    | mobile |
        | 05/05/2026 12:00 | aucun   |               | ouvert | ouvert |
        | 15/05/2026 23:59 | aucun   |               | ouvert | ouvert |
        | 16/05/2026 00:00 | rouge   |               | coupé  | coupé  |

    Scénario: Avec un préavis, la coupure qui suit une attente est annoncée d’abord
      Étant donné une plateforme qui donne au moins 8 jours de préavis
      Quand la plateforme met « F-102 » en attente du 05/04/2026 au 15/05/2026 : litige
      Alors au fil des jours
        | moment           | bandeau | date affichée | web    | mobile |
        | 15/05/2026 23:59 | aucun   |               | ouvert | ouvert |
        | 16/05/2026 00:00 | rouge   | 24/05/2026    | ouvert | ouvert |
        | 23/05/2026 23:59 | rouge   | 24/05/2026    | ouvert | ouvert |
        | 24/05/2026 00:00 | rouge   |               | coupé  | coupé  |

    Scénario: Une attente levée avant son terme ne compte plus
      Quand la plateforme met « F-102 » en attente du 05/04/2026 au 20/06/2026 : litige
      Et que la plateforme lève le 10/05/2026 l’attente de « F-102 »
      Alors l’accès est coupé, sur le web comme sur mobile
      Et le registre raconte enfin : de « rien à signaler » à « accès coupé », cause : fin d’attente

  Règle: Une facture enregistrée tard est annoncée avant de couper, si la plateforme le veut (au-delà de la source)

    Plan du Scénario: Le préavis
      Étant donné une plateforme qui donne au moins <préavis> jours de préavis
      Quand la plateforme enregistre le 10/05/2026 la facture « F-090 » de 50,00 €, échéance le 15/02/2026
      Et que la plateforme enregistre le 10/05/2026 un règlement de 1200,00 € sur « F-102 », référence « VIR-1 »
      Alors l’accès est ouvert, sur le web comme sur mobile
      Et le premier jour où l’accès est coupé est le <coupure>, celui que le bandeau annonçait

      Exemples:
        | préavis | coupure    |
        | 8       | 18/05/2026 |
        | 1       | 11/05/2026 |

    Scénario: Sans préavis, elle coupe le jour même
      Quand la plateforme enregistre le 10/03/2026 la facture « F-090 » de 50,00 €, échéance le 02/02/2026
      Alors l’accès est coupé, sur le web comme sur mobile
      Et le registre raconte
        | jour       | de              | à           | cause   |
        | 10/03/2026 | rien à signaler | accès coupé | facture |

  Règle: Plusieurs factures : la situation la plus grave l’emporte (au-delà de la source)

    Scénario: Le bandeau suit la facture la plus grave, puis la suivante
      Étant donné la facture « F-103 » de 80,50 €, échéance le 10/04/2026
      Alors au fil des jours
        | moment           | bandeau | date affichée | web    | mobile |
        | 26/03/2026 12:00 | orange  | 31/03/2026    | ouvert | ouvert |
        | 01/04/2026 12:00 | rouge   | 30/04/2026    | ouvert | ouvert |
      Quand la plateforme enregistre le 05/04/2026 un règlement de 1200,00 € sur « F-102 », référence « VIR-1 »
      Alors au fil des jours
        | moment           | bandeau | date affichée | web    | mobile |
        | 05/04/2026 12:00 | orange  | 10/04/2026    | ouvert | ouvert |
        | 11/04/2026 12:00 | rouge   | 10/05/2026    | ouvert | ouvert |
        | 10/05/2026 00:00 | rouge   |               | coupé  | coupé  |

  Règle: Les comptes sont tenus par la plateforme (au-delà de la source)

    Plan du Scénario: Aucun droit ne permet de se dire à jour
      Étant donné qu’on est le 05/05/2026
      Quand l’administratrice veut enregistrer <geste> sur « F-102 »
      Alors c’est refusé, car seule la plateforme le peut
      Et le registre ne raconte rien de plus
      Et l’accès est coupé, sur le web comme sur mobile

      Exemples:
        | geste               |
        | un règlement        |
        | un avoir            |
        | un passage en perte |
        | une mise en attente |
        | une facture         |

  Règle: Ce qui a été fait sans réseau n’est pas perdu (au-delà de la source)

    Contexte:
      Étant donné une intervention planifiée le 20/04/2026

    Scénario: Fait avant la coupure, envoyé après : accepté, avec son heure
      Quand « Paul Agent » clôture l’intervention sur son téléphone sans réseau le 29/04/2026 à 23:59
      Et que son téléphone l’envoie le 02/05/2026
      Alors l’intervention est clôturée, faite le 29/04/2026
      Et le registre garde l’heure dite par le téléphone, 29/04/2026 23:59, à côté de celle du serveur, le 02/05/2026

    Scénario: Fait après la coupure : gardé, listé, et admis à la réouverture
      Quand « Paul Agent » clôture l’intervention sur son téléphone sans réseau le 30/04/2026 à 00:01
      Et que son téléphone l’envoie le 02/05/2026
      Alors l’intervention n’est pas clôturée
      Et « Paul Agent » trouve son envoi parmi ceux qui attendent
      Quand la plateforme enregistre le 05/05/2026 un règlement de 1200,00 € sur « F-102 », référence « VIR-1 »
      Alors l’intervention est clôturée, faite le 30/04/2026
      Et le registre garde l’heure dite par le téléphone, 30/04/2026 00:01, à côté de celle du serveur, le 05/05/2026
      Et « Paul Agent » trouve son envoi parmi ceux qui ont été admis

    Scénario: Envoyé deux fois, fait une fois
      Quand « Paul Agent » clôture l’intervention sur son téléphone sans réseau le 29/04/2026 à 23:59
      Et que son téléphone l’envoie le 02/05/2026
      Et que son téléphone l’envoie le 03/05/2026
      Alors l’intervention est clôturée, faite le 29/04/2026
      Et le registre ne raconte la clôture qu’une fois
