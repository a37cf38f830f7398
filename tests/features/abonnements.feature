# language: fr
Fonctionnalité: Abonner une machine aux avis
  Une GMAO ou un central d’alarme est averti de ce qui arrive, par des rappels signés, sans que personne ne recopie rien.
  Qui administre l’environnement dit quelles machines sont averties, et le registre le garde.

  Source : docs/decisions/0049, callbacks to machines ; Standard Webhooks 1.0.0.

  Contexte:
    Étant donné un environnement, son administratrice, et ce qui distribue les avis

  Scénario: Une machine est avertie de ce à quoi elle est abonnée, et de rien d’autre
    Étant donné que « https://gmao.exemple.fr/registre » est abonnée à « intervention-planned »
    Quand le service planifie une intervention, et en annule une autre
    Et que les avis sont distribués
    Alors « https://gmao.exemple.fr/registre » a reçu « intervention-planned », au nom de l’environnement

  Scénario: Qui n’administre pas n’abonne personne
    Quand quelqu’un qui n’administre pas abonne « https://ailleurs.exemple.fr/ »
    Alors c’est refusé, et aucune machine de plus n’est avertie

  Plan du scénario: Une adresse douteuse est refusée
    Quand l’administratrice abonne « <adresse> »
    Alors l’abonnement est refusé : <motif>

    Exemples:
      | adresse                         | motif                      |
      | http://gmao.exemple.fr/         | plain-callback-address     |
      | https://anne@gmao.exemple.fr/   | malformed-callback-address |
      | https://127.1/                  | malformed-callback-address |
      | anne@exemple.fr                 | malformed-callback-address |

  Scénario: Une machine arrêtée ne reçoit plus ce qui l’attendait
    Étant donné que « https://gmao.exemple.fr/registre » est abonnée à « intervention-planned »
    Quand le service planifie une intervention, et en annule une autre
    Et que l’administratrice arrête l’abonnement de « https://gmao.exemple.fr/registre »
    Et que les avis sont distribués
    Alors « https://gmao.exemple.fr/registre » n’a rien reçu

  Scénario: Une machine qui dit avoir disparu n’est plus avertie, et le registre le dit
    Étant donné que « https://gmao.exemple.fr/registre » est abonnée à « intervention-planned »
    Et que « https://gmao.exemple.fr/registre » répond qu’elle a disparu pour toujours
    Quand le service planifie une intervention, et en annule une autre
    Et que les avis sont distribués
    Alors l’abonnement de « https://gmao.exemple.fr/registre » est arrêté : « gone »
    Et la dernière entrée du registre est « subscription-stopped »

  Scénario: Un abonnement arrêté se reprend
    Étant donné que « https://gmao.exemple.fr/registre » est abonnée à « intervention-planned »
    Et que l’administratrice arrête l’abonnement de « https://gmao.exemple.fr/registre »
    Quand l’administratrice reprend l’abonnement de « https://gmao.exemple.fr/registre »
    Et que le service planifie une intervention, et en annule une autre
    Et que les avis sont distribués
    Alors « https://gmao.exemple.fr/registre » a reçu « intervention-planned », au nom de l’environnement

  Scénario: Un essai n’annonce rien
    Étant donné que « https://gmao.exemple.fr/registre » est abonnée à « intervention-planned »
    Quand l’administratrice essaie l’abonnement de « https://gmao.exemple.fr/registre »
    Alors « https://gmao.exemple.fr/registre » a reçu « ping », au nom de l’environnement
    Et rien de plus n’est au registre
