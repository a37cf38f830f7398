# language: fr
Fonctionnalité: Versions du web et de l’application mobile
  Vérifiez qu’en bas de votre écran la version de votre solution est au moins à 1.47 ; si ce n’est pas le cas, rafraîchissez la page.
  Vérifiez que votre application est bien mise à jour : version 1.9.1.

  Source : version 1.47, « Mise à jour de la version » (S10). Ce qui va au-delà de la source est signalé.

  Contexte:
    Étant donné un environnement et son administratrice

  Règle: Le web demande au moins la version 1.47, l’application mobile au moins la 1.9.1

    Plan du Scénario: Une version suffisante entre, une version trop ancienne est arrêtée avant que rien ne soit fait
      Quand l’administratrice se présente par <canal> en version « <version> »
      Alors elle est <accueil>
      Et on lui demande <geste>

      Exemples: Le web
        | canal  | version | accueil  | geste                    |
        | le web | 1.47    | admise   | rien                     |
        | le web | 1.47.3  | admise   | rien                     |
        | le web | 2.0     | admise   | rien                     |
        | le web | 1.46    | refusée  | « actualisez la page »   |

      Exemples: L’application mobile
        | canal                | version | accueil | geste                             |
        | l’application mobile | 1.9.1   | admise  | rien                              |
        | l’application mobile | 1.9     | refusée | « mettez à jour l'application »   |

      Exemples: Les versions se comparent comme des versions, non comme du texte (au-delà de la source)
        | canal                | version      | accueil | geste                           |
        | le web               | 1.100        | admise  | rien                            |
        | le web               | 1.5          | refusée | « actualisez la page »          |
        | l’application mobile | 1.10         | admise  | rien                            |
        | l’application mobile | 1.9.1 (4567) | admise  | rien                            |
        | l’application mobile | 1.9.1-rc.2   | refusée | « mettez à jour l'application » |

    Scénario: La version se lit en bas de l’écran
      Quand l’administratrice se présente par le web en version « 1.47 »
      Alors le bas de sa page dit « Version 1.47 »

    Scénario: Une version trop ancienne ne laisse aucune trace
      Quand l’administratrice ajoute le site « Annexe » par le web en version « 1.46 »
      Alors c’est refusé, car la version est trop ancienne
      Et on lui demande « actualisez la page »
      Et le refus dit la version annoncée « 1.46 » et la version minimale « 1.47 »
      Et rien n’est enregistré

    Scénario: La page mise à jour, tout reprend
      Quand l’administratrice se présente par le web en version « 1.46 »
      Alors elle est refusée
      Quand l’administratrice se présente par le web en version « 1.47 »
      Alors elle est admise

    Scénario: Quand droits et version manquent, les deux sont dits à la fois
      Étant donné « Luce Neuve », sans aucun droit
      Quand « Luce Neuve » ajoute le site « Annexe » par le web en version « 1.46 »
      Alors c’est refusé, car la version est trop ancienne, et car le droit manque

  Règle: Une version absente ou illisible compte comme trop ancienne (au-delà de la source)

    Plan du Scénario: Qui ne dit pas sa version n’entre pas
      Quand l’administratrice se présente par <canal> en version « <version> »
      Alors elle est refusée, car la version est inconnue
      Et on lui demande <geste>

      Exemples:
        | canal                | version     | geste                           |
        | le web               |             | « actualisez la page »          |
        | le web               | la dernière | « actualisez la page »          |
        | le web               | 1,47        | « actualisez la page »          |
        | l’application mobile |             | « mettez à jour l'application » |
        | l’application mobile | 1.x         | « mettez à jour l'application » |

  Règle: Une version conseillée prévient avant d’être exigée (au-delà de la source)

    Plan du Scénario: Qui n’a pas la version conseillée travaille, et le sait
      Étant donné que l’hébergeur conseille la version « 1.10 » de l’application mobile
      Quand l’administratrice se présente par l’application mobile en version « <version> »
      Alors elle est <accueil>
      Et on lui demande <geste>

      Exemples:
        | version | accueil | geste                           |
        | 1.9     | refusée | « mettez à jour l'application » |
        | 1.9.1   | admise  | « mettez à jour l'application » |
        | 1.9.12  | admise  | « mettez à jour l'application » |
        | 1.10    | admise  | rien                            |

    Scénario: L’accueil de l’application dit la version conseillée
      Étant donné que l’hébergeur conseille la version « 1.10 » de l’application mobile
      Quand l’administratrice se présente par l’application mobile en version « 1.9.1 »
      Alors le bas de sa page dit « Version 1.9.1 : mettez à jour l'application (version conseillée : 1.10) »
      Et ses modules et ses actions sont ceux de la version « 1.10 »

  Règle: L’hébergeur ne peut pas fermer la porte à tout le monde (au-delà de la source)

    Scénario: Une version minimale que personne ne peut avoir est refusée
      Quand l’hébergeur exige la version « 1.48 » du web alors que la dernière publiée est la « 1.47 »
      Alors le registre ne s’ouvre pas, car la version exigée n’est pas publiée

    Scénario: Tout ce qui ne va pas est dit à la fois
      Quand l’hébergeur exige la version « 1,47 » du web, et conseille la « 1.9 » d’une application dont il exige la « 1.9.1 »
      Alors le registre ne s’ouvre pas, et les deux erreurs sont dites

  Règle: Les machines n’ont pas de version (au-delà de la source)

    Plan du Scénario: Un programme, une tâche de nuit ou un terminal passe sans version
      Quand <qui> demande la liste des sites sans annoncer de version
      Alors la liste lui est donnée

      Exemples:
        | qui                                       |
        | un compte de machine, par l’API           |
        | l’administratrice, à la ligne de commande |

    Scénario: Le travail de la nuit se fait
      Quand la nuit passe
      Alors son travail est fait

  Règle: Une mise à jour exigée n’interrompt jamais un acte de sécurité en cours (au-delà de la source)

    Scénario: La ronde commencée avant la mise à jour se termine
      Étant donné une ronde en cours, commencée par l’application mobile en version « 1.9.1 »
      Et que l’hébergeur exige désormais la version « 1.10 » de l’application mobile
      Quand l’agent inscrit la ronde par l’application mobile en version « 1.9.1 »
      Alors la ronde est inscrite
      Mais rien d’autre ne s’ouvre à lui avant la mise à jour

    Scénario: Une mise à jour exigée ne presse pas qui a déjà commencé à signer
      Étant donné une signature déjà demandée à l’agent
      Et que l’hébergeur exige désormais la version « 1.10 » de l’application mobile
      Quand l’agent signe par l’application mobile en version « 1.9.1 »
      Alors la signature est reçue
