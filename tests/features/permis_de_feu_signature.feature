# language: fr
Fonctionnalité: Permis de feu, signatures
  Cliquez sur l’oeil du permis de feu en attente de signature pour procéder à la signature et clôturer le permis.
  Une fenêtre s’affiche avec un QR code.
  Ce dernier vous redirigera sur l’application mobile pour vous permettre de signer le permis de feu.

  Source : version 1.47, « Permis de feu - signatures » (S8). Ce qui va au-delà de la source est signalé.

  Contexte:
    Étant donné l’école « Simone-Veil », le 02/03/2026 à 09:00
    Et « Claire Morel », qui répond de l’école pour l’exploitant et a un compte
    Et « Karim Benali », du prestataire « Ouest Extincteurs », sans compte

  Règle: Le parcours de la source : on signe pour clôturer

    Contexte:
      Étant donné une plateforme où l’on ne signe un permis qu’à sa clôture, comme dans la source
      Et un permis de feu pour la toiture du préau, dont les travaux sont finis et la levée de doute faite

    Scénario: En attente de signature exploitant, puis clôturé
      Quand « Claire Morel » demande les signatures de clôture
      Et que « Karim Benali » signe avec le QR code
      Alors la liste des permis dit « en attente de signature exploitant »
      Quand « Claire Morel » ouvre le permis
      Alors une fenêtre s’affiche avec un QR code, qui mène à l’application mobile
      Quand « Claire Morel » signe avec le QR code
      Alors la liste des permis dit « clôturé »

    Scénario: En attente de signature prestataire, puis clôturé
      Quand « Claire Morel » demande les signatures de clôture
      Et que « Claire Morel » signe avec le QR code
      Alors la liste des permis dit « en attente de signature prestataire »
      Quand « Karim Benali » signe avec le QR code
      Alors la liste des permis dit « clôturé »

  Règle: Par défaut, l’exploitant et le prestataire signent avant les travaux, et à leur fin (au-delà de la source)

    Contexte:
      Étant donné un permis de feu pour la toiture du préau

    Scénario: Jamais en cours sans toutes ses signatures
      Quand « Claire Morel » demande les signatures qui l’ouvrent
      Alors la liste des permis dit « en attente de signature exploitant et prestataire »
      Quand « Claire Morel » signe avec le QR code
      Alors la liste des permis dit « en attente de signature prestataire »
      Quand « Karim Benali » signe avec le QR code
      Alors la liste des permis dit « en cours »

    Scénario: Le permis d’un bout à l’autre
      Quand il est signé par l’exploitant et le prestataire
      Et que les travaux se terminent à 14:00
      Et que les rondes sont faites à 14:30, 15:00 et 16:00
      Et que « Claire Morel » demande les signatures de clôture
      Alors la liste des permis dit « en attente de signature exploitant et prestataire »
      Quand « Claire Morel » signe avec le QR code
      Et que « Karim Benali » signe avec le QR code
      Alors la liste des permis dit « clôturé »

    Scénario: On ne clôture pas sans la levée de doute, ou alors avec un motif et un nom
      Quand il est signé par l’exploitant et le prestataire
      Et que les travaux se terminent à 14:00
      Alors demander les signatures de clôture est refusé, car la levée de doute n’est pas faite
      Quand « Claire Morel » les demande malgré tout : « toiture inaccessible, vent »
      Alors le permis garde ce motif, au nom de « Claire Morel »

    Scénario: Qui refuse de signer arrête tout, avec son motif
      Quand « Claire Morel » demande les signatures qui l’ouvrent
      Et que « Karim Benali » refuse avec le QR code : « pas d’extincteur sur place »
      Alors la liste des permis dit « refusé »
      Mais « Claire Morel » ne peut plus le signer

    Scénario: Un permis modifié se signe de nouveau
      Quand il est signé par l’exploitant et le prestataire
      Et que « Claire Morel » le prolonge à 15:00 jusqu’au lendemain midi
      Alors la liste des permis dit « en attente de signature exploitant et prestataire »

  Règle: Un QR code sert une fois, bientôt, à une personne (au-delà de la source)

    Contexte:
      Étant donné un permis de feu pour la toiture du préau
      Et que « Claire Morel » demande les signatures qui l’ouvrent
      Et que le QR code de « Karim Benali » est affiché

    Scénario: L’ouvrir ne l’use pas, signer l’use
      Quand un téléphone ouvre le QR code
      Et qu’un téléphone ouvre le QR code
      Alors il montre le permis à signer par « Karim Benali », comme prestataire
      Quand « Karim Benali » signe sur ce téléphone
      Alors la liste des permis dit « en attente de signature exploitant »
      Mais le QR code n’ouvre plus rien : « déjà utilisé »

    Scénario: Il ne vaut que quinze minutes
      Quand il est 09:14
      Alors un téléphone peut ouvrir le QR code
      Quand il est 09:15
      Alors le QR code n’ouvre plus rien : « périmé »

    Scénario: Un nouveau remplace l’ancien
      Quand un autre QR code est affiché pour « Karim Benali »
      Alors l’ancien n’ouvre plus rien : « remplacé »
      Mais le nouveau s’ouvre

    Scénario: Il ne signe que ce pour quoi il a été affiché
      Quand le permis change avant qu’il ne serve
      Alors le QR code n’ouvre plus rien : « plus demandé »

    Scénario: Les inconnus se valent tous, et mille essais n’apprennent rien
      Quand on essaie mille QR codes au hasard, et quelques-uns mal formés
      Alors la réponse est toujours la même, et le registre n’en garde rien

    Scénario: Qui n’a pas de compte signe sur le téléphone, et la preuve dit grâce à qui
      Quand « Karim Benali » signe sur ce téléphone
      Alors la preuve dit
        | qui          | rôle        | sur la session de | par       | niveau |
        | Karim Benali | prestataire | Claire Morel      | téléphone | simple |
