# language: fr
Fonctionnalité: La remise des avis
  Ce que le registre a à dire arrive, au moins une fois, dans l’ordre, la sécurité d’abord.

  Au-delà de la source : la version 1.47 n’en dit rien. Notre lecture : docs/decisions/0045.

  Contexte:
    Étant donné un environnement administré par « lea@exemple.fr », à 9 h à Paris

  Scénario: Un serveur de courriel en panne ne perd rien
    Étant donné un avis pour « anne@exemple.fr »
    Quand le serveur de courriel est en panne
    Et les avis sont distribués
    Alors l’avis attend, tenté 1 fois
    Quand le serveur de courriel est revenu
    Et les avis sont distribués 1 minute plus tard
    Alors « anne@exemple.fr » a reçu 1 avis

  Scénario: Qui s’arrête juste après l’envoi répète le même avis, sous la même clé
    Étant donné un avis pour « anne@exemple.fr »
    Quand la machine s’arrête après l’envoi, avant de l’avoir noté
    Et les avis sont distribués 6 minutes plus tard
    Alors « anne@exemple.fr » a reçu 2 avis, sous une seule clé

  Scénario: Ce qui touche à la sécurité passe devant, et n’attend pas la fin des heures calmes
    Étant donné des heures calmes de 8 h à 10 h
    Et un avis pour « anne@exemple.fr »
    Et un avis de sécurité pour « zoe@exemple.fr »
    Quand les avis sont distribués
    Alors « zoe@exemple.fr » a reçu 1 avis
    Et « anne@exemple.fr » a reçu 0 avis
    Quand les avis sont distribués 60 minutes plus tard
    Alors « anne@exemple.fr » a reçu 1 avis

  Scénario: Une adresse refusée se voit, se corrige et se renvoie
    Étant donné un avis pour « anne@exemple.fr »
    Et le serveur de courriel refuse « anne@exemple.fr »
    Quand les avis sont distribués
    Alors l’avis n’est pas distribué
    Quand le serveur de courriel accepte de nouveau « anne@exemple.fr »
    Et l’administratrice renvoie les avis non distribués
    Et les avis sont distribués
    Alors « anne@exemple.fr » a reçu 1 avis

  Scénario: Un avis de sécurité que personne ne reçoit alerte les administrateurs
    Étant donné un avis de sécurité pour « zoe@exemple.fr »
    Et le serveur de courriel refuse « zoe@exemple.fr »
    Quand les avis sont distribués
    Alors « lea@exemple.fr » a reçu 1 avis
    Et la distribution signale un échec
