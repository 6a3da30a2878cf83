"""Given names that are common among people who serve customers in Finland: not to be told of in print."""

GIVEN_NAMES = tuple(
    """
    Aada Aapo Aarne Aaro Aaron Aatu Ada Adam Ahmed Ahti Aila Aili Aimo Aini Aino Aki Aku Aleksanteri Aleksi
    Alexander Ali Alice Alina Alma Amanda Amira Ana Anastasia Andrei Andrew Anette Anita Anja Ann Anna Anne Anneli
    Anni Anniina Annika Annikki Annina Annu Anselmi Anssi Antero Anthony Anton Antti Anu Ari Arja Armi Arto Arttu
    Artturi Asko Asta Atte Aukusti Auli Aulikki Aune Axel Ben Benjamin Betty Birgitta Bob Brandon Brian Camilla
    Carita Carl Carolina Caroline Cecilia Charles Charlotte Chris Christian Christina Christopher Claire Daniel
    Daniela Dave David Dmitri Edward Eemeli Eemil Eero Eetu Eeva Eevi Eija Eila Einari Eino Eira Elena Elias Eliel
    Eliisa Elina Elisa Elisabet Elise Ella Ellen Elli Elma Elsa Elsi Emil Emilia Emily Emma Emmi Enni Erik Erika
    Erkki Esa Essi Ester Eva Eveliina Fanni Fatima Fredrik Gabriel George Hanna Hannah Hannele Hannes Hannu Harri
    Heather Heidi Heikki Heini Helen Helena Helga Heli Helmi Henna Henri Henriikka Henrik Henry Hilda Hilja Hilkka
    Hilla Hugo Ibrahim Iida Iina Iiris Iiro Ilkka Ilmari Ilona Ilpo Ilse Ilta Ina Inari Inka Inkeri Irene Irina Iris
    Irja Irma Ismo Ivan Jaakko Jaana Jacob James Jami Jan Jane Jani Janika Janina Janita Janne Jari Jarkko Jarmo
    Jarno Jasmin Jason Jeffrey Jenna Jenni Jennifer Jenny Jere Jeremias Jesse Jessica Jim Joakim Joanna Joe Joel
    Johan Johanna Johannes John Jonathan Joni Jonna Jonne Joona Joonas Jooseppi Jori Jorma Josefiina Joseph Jouko
    Jouni Juha Juhana Juhani Juho Jukka Julia Juliana Jussi Justiina Justin Juuso Jyri Jyrki Kaarina Kaarlo Kai
    Kaija Kaisa Kaj Kalervo Kalevi Kalle Karen Kari Karoliina Karri Katariina Kate Katherine Kati Katja Katri Kauko
    Keijo Kerttu Kevin Kia Kiia Kim Kimi Kimmo Kirsi Kirsti Klaus Konsta Krista Kristian Kristiina Kyllikki Kyösti
    Laila Larry Laura Lauren Lauri Leea Leena Leevi Lenni Leo Liisa Lilja Linda Linnea Lisa Liz Lotta Luca Lucy
    Lukas Maaria Maarit Maija Maiju Maisa Mari Maria Marianna Marianne Marika Marita Marja Marjatta Marjo Marjut
    Markku Marko Markus Martin Martta Martti Mary Matias Matilda Matthew Matti Mauri Max Megan Melissa Merja Mervi
    Mia Michael Michelle Mika Mikael Mikaela Mike Mikko Mila Milja Milla Minea Minja Minna Minttu Mira Mirja Mirjam
    Mirka Mirva Mohamed Moona Muhammad Mustafa Nadja Nancy Natalia Nea Nelli Netta Nicholas Nico Niilo Niina Niklas
    Niko Nina Noel Noora Nora Oili Olavi Olga Oliver Olivia Olli Omar Oona Oskar Oskari Osmo Otso Otto Outi Paavo
    Panu Pasi Patrik Paul Paula Pauli Pauliina Peetu Pekka Pentti Pertti Perttu Peter Petja Petra Petri Petteri Pia
    Pihla Piia Pinja Pirita Pirjo Pirkko Päivi Päivikki Rachel Raija Raili Raimo Raisa Rami Rasmus Rebecca Reetta
    Reijo Richard Riikka Riina Riitta Risto Ritva Robert Robin Ronald Roope Roosa Rosa Ryan Saana Saara Saija Saila
    Saima Sakari Salla Salme Sam Samantha Sami Samu Samuel Samuli Sandra Sanelma Sanna Sanni Santeri Santtu Sara
    Sarah Sari Satu Saul Scott Sebastian Seija Senja Seppo Sergei Signe Siiri Silja Silvia Simo Simon Sini Sinikka
    Sirkka Sirpa Siru Sisko Sofia Soile Soili Sonja Sophie Stella Stephen Steve Steven Stina Sulo Susan Susanna Suvi
    Svetlana Sylvi Taavi Taija Taina Tanja Tapani Tapio Tarja Taru Tatjana Teemu Teija Terhi Tero Terttu Teuvo
    Thomas Tiia Tiina Timi Timo Timothy Tinja Tom Toni Topi Touko Tuija Tuire Tuomas Tuomo Tuula Tuuli Tuulia
    Tuulikki Tytti Ulla Unto Urho Urpo Valtteri Vappu Varpu Veera Veijo Veikko Venla Verna Vesa Victoria Viivi
    Viktor Vilho Vilja Viljami Ville Vilma Virpi Virve Väinö William Yrjö
    """.split()  # noqa: SIM905
)
