//! Openings of documents of many sorts, and the country that a number in the next paragraph is of, which names none.

use super::check;

#[test]
fn the_opening_says_where() {
    check(&[
        (
            "# Clinics reopen after floods\n\nTEGUCIGALPA, 4 May (Wire) - Floodwater has drained from the lowlands, the health ministry said.\n\nSome 42 clinics are open again.",
            "HND",
        ),
        (
            "# Ministry counts tea pickers\n\nKANDY -- Estates hired again in spring.\n\nThe estates employed 90,000 pickers in June.",
            "LKA",
        ),
        ("# Statistical release\n\nGhana Statistical Service, Accra\n\nRents rose by 4 percent in the quarter.", "GHA"),
        (
            "# Eesti Pank: housing loans\n\nHouseholds in Estonia borrowed more.\n\nThe stock of loans grew by 7 percent.",
            "EST",
        ),
        (
            "# Nordhavn Pumps A/S (OMX: NORDP)\n\nNordhavn Pumps, with its seat in Aarhus, makes pumps for hospitals. It has plants in Poland and Brazil.\n\nThe group employs 1,900 people.",
            "DNK",
        ),
        (
            "# Column\n\nOur country has forgotten its rivers. In Lusaka nobody looks at the Kafue.\n\nWe lose 40 percent of our piped water.",
            "ZMB",
        ),
        (
            "# Police Scotland: quarterly figures\n\nPolice Scotland publishes its figures every quarter. Officers in Glasgow and Dundee took part.\n\nOfficers recorded 1,400 housebreakings.",
            "GBR",
        ),
        (
            "# The line\n\nEthiopia and Djibouti own our line together. Trains run from Addis Ababa to the port of Djibouti.\n\nOur line carried 180,000 passengers last year.",
            "DJI+ETH",
        ),
        (
            "# About the railway\n\nWe are the railway of two countries, Ethiopia and Djibouti. Our seat is in Addis Ababa, where most of our staff work.\n\nWe run 30 locomotives.",
            "DJI+ETH DJI+ETH",
        ),
        (
            "# Migration in West Africa\n\nAcross West Africa people move for work, the regional body says.\n\nSome 8 million people live outside the country of their birth.",
            "-",
        ),
        (
            "# State of the world's forests\n\nForests cover a third of land worldwide, the United Nations says.\n\nAbout 10 million hectares are cleared a year.",
            "- -",
        ),
        (
            "# EU: fewer farms\n\nThe European Union has fewer farms every year, Eurostat says.\n\nSome 9 million farms were left in 2020.",
            "-",
        ),
        (
            "# Why we drive so badly\n\nBrussels wants fewer deaths. Sofia nods, and Bulgarians drive on.\n\nBrussels wants a cut of 50 percent by 2030.",
            "BGR",
        ),
        (
            "# Roads in Kenya\n\nKenya builds roads. Chinese contractors built 30 km of them in Kisumu.\n\nThe roads cost 900 million shillings.",
            "KEN KEN",
        ),
        (
            "# Schools in Albania\n\nAlbania counts its pupils by ethnic group.\n\nAmong Egyptian and Roma pupils the rate was 17 percent.",
            "ALB",
        ),
        (
            "# Energy in Romania\n\nRomania closed pits in the Jiu valley.\n\nThe share of coal was 18 percent, against 12 percent in Hungary.",
            "ROU HUN",
        ),
        (
            "# Classrooms\n\nPortugal has 1.2 million pupils. The OECD average is 21 pupils a class.\n\nClasses in Lisbon hold 23 pupils.",
            "PRT - PRT",
        ),
        ("# Hospital group\n\nThe group owns 14 hospitals in Thailand and Laos. Its seat is in Bangkok.", "LAO+THA"),
        ("# İzmir port\n\nIZMIR -- Cranes stood still for a third day.\n\nAbout 60 ships are waiting.", "TUR"),
        (
            "# Winter kills herds\n\nULAANBAATAR (Agency) - Snow lay deep in eleven provinces, the emergency agency said.\n\nMore than 2 million animals have died.",
            "MNG MNG",
        ),
        (
            "# Annual crime statistics\n\nThe Fiji Police Force publishes these figures every year. Australia pays for its laboratory.\n\nOfficers recorded 900 burglaries.",
            "FJI",
        ),
        (
            "# Town council digest\n\nSWAKOPMUND -- The council met on Tuesday.\n\nThe council approved 340 plots.",
            "NAM",
        ),
        (
            "# Hakodate this week\n\nThe squid market moved. Guests from Taiwan filled the hotels.\n\nThe city sold 400 tonnes of squid.",
            "JPN",
        ),
        (
            "# Copper house results\n\nMinera Andina S.A., Santiago, reports its results. Its buyers are in China and Japan.\n\nOutput was 210,000 tonnes.",
            "CHL",
        ),
        (
            "# Annual report\n\nThe company is headquartered in Bergen and operates in Norway, Chile and Scotland.\n\nThe company had 2,100 employees.",
            "NOR",
        ),
        (
            "# Coffee\n\nUganda's coffee went to Italy, Germany and Sudan. Farmers in Masaka planted more.\n\nFarmers planted 40 million seedlings.",
            "UGA",
        ),
        ("# Grain\n\nKazakhstan harvested late this year.\n\nGrain cost 90,000 tenge a tonne.", "KAZ"),
        (
            "# Grain\n\nFarmers on the steppe harvested late. A tonne cost 90,000 tenge in August. Russia and China bought less.\n\nThe harvest came to 15 million tonnes.",
            "KAZ KAZ",
        ),
        (
            "# Gothenburg court\n\nThe Gothenburg district court sentenced three men.\n\nThe men stole 40 cars.",
            "SWE SWE",
        ),
        (
            "# Nota técnica\n\nThe Ministry of Mines in Brasília put the plan out for comment. Argentina and Bolivia supply some of the gas.\n\nThe plan foresees 12 plants.",
            "BRA",
        ),
        ("# Trains\n\nBHOPAL: Trains ran late in fog.\n\nThe railway cancelled 140 trains.", "IND"),
        (
            "# Op-ed: light\n\nI write this by candle in Ibadan. Nigerians have stopped asking when the light returns. Ghana has done better.\n\nThe grid collapsed 12 times last year.",
            "NGA",
        ),
        (
            "# Typhoon\n\nTACLOBAN, Philippines -- The storm turned north. Taiwan and Japan prepared.\n\nSome 40,000 people fled their homes.",
            "PHL",
        ),
        (
            "# Bulletin\n\nMinistry of Public Health, Beirut. Cases among refugees from Syria are counted too.\n\nLaboratories confirmed 340 cases.",
            "LBN",
        ),
        (
            "# Bulletin on Lebanon\n\nLebanon counts its guests.\n\nSome 770,000 refugees from Syria live in Lebanon.",
            "LBN",
        ),
        ("# Remittances\n\nNepal lives on money sent home.\n\nRemittances made up 25 percent of output.", "NPL"),
        ("# Remittances\n\nNepal lives on money sent home.\n\nRemittances from Qatar rose by 4 percent.", "QAT>NPL"),
        (
            "# Pineapples of Costa Rica\n\nCosta Rica grows pineapples.\n\nSome 900,000 tonnes were exported to the United States.",
            "CRI>USA",
        ),
        (
            "# Wages\n\nMoldova raised its minimum wage in January.\n\nIt is now 5,500 lei, or a third of the average for the European Union.",
            "MDA MDA",
        ),
        ("# Nurses\n\nPoland pays its nurses better. Germany pays more.\n\nA ward has 9 nurses.", "POL"),
        (
            "# Wildfires\n\nWildfires burned through northern Alberta and Saskatchewan this summer.\n\nCrews fought 400 fires.",
            "CAN",
        ),
        (
            "# Reef\n\nCorals off Queensland bleached again, the marine park authority said.\n\nDivers surveyed 80 reefs.",
            "AUS",
        ),
        (
            "# Plant release\n\nShenzhen-based maker opens a plant in Hefei. Its cells go to Germany and Hungary.\n\nThe plant has 3,000 workers.",
            "CHN",
        ),
        (
            "# Rents\n\nBUENOS AIRES — Landlords returned to the market after the law was repealed.\n\nRents rose by 12 percent.",
            "ARG",
        ),
        (
            "# Handwerk\n\nWeavers in Fez and Marrakesh are growing old. Buyers come from France.\n\nThe guild counts 800 weavers.",
            "MAR",
        ),
        (
            "# Fish\n\nFishers on the Tanzanian shore of Lake Victoria catch less. Kenya and Uganda share the lake.\n\nThey landed 90,000 tonnes.",
            "TZA",
        ),
        (
            "# Children's teeth\n\nA study by the Universidad de San Carlos in Guatemala looked at teeth.\n\nDentists saw 1,200 children.",
            "GTM",
        ),
        (
            "# Mpox\n\nHealth workers in South Kivu and Goma are short of vaccine. Japan and Denmark gave doses.\n\nThe province has 4,000 cases.",
            "COD",
        ),
        (
            "# Grid\n\nThe operator Ukrenergo asked Kyiv to save power. Poland and Romania sent power.\n\nEngineers repaired 40 substations.",
            "UKR",
        ),
        (
            "# Load-shedding diary\n\nEskom switched off Soweto again. It was two rand a unit once.\n\nA unit costs 4 rand today.",
            "ZAF ZAF",
        ),
        (
            "# County board digest\n\nThe Cook County board met on Tuesday. The sheriff asked for more.\n\nThe board approved 40 posts.",
            "USA",
        ),
        (
            "# An Garda Síochána: crime\n\nGardaí in Cork and Limerick reported fewer thefts.\n\nGardaí recorded 900 thefts.",
            "IRL",
        ),
        ("# Council news\n\nPORIRUA -- The council raised rates.\n\nRates rise by 9 percent.", "NZL"),
        (
            "# Helmets in Cambodia and Laos\n\nCambodia and Laos ride without helmets. In Phnom Penh we tested helmets.\n\nA joint programme would cost US$9 million.",
            "KHM+LAO",
        ),
        (
            "# Nile news\n\nThe Nile fell at Aswan and Luxor. Sudan and Ethiopia argue over the dam.\n\nCairo pumps 50 million cubic metres a day.",
            "EGY",
        ),
        ("# Tbilisi notebook\n\nThe lari held. Russia sends less money.\n\nThe policy rate is 8 percent.", "GEO"),
        (
            "# La oroya\n\nThe smelter at La Oroya, in the central Andes of Peru, is to reopen. Its owner is an American fund.\n\nThe smelter employs 1,200 workers.",
            "PER",
        ),
        (
            "# Penang this week\n\nGEORGE TOWN: The ferry is back. Singapore visitors came.\n\nThe ferry carries 900 cars a day.",
            "MYS",
        ),
        (
            "# Hue flood\n\nHUE, Vietnam - Rivers burst their banks. Chinese aid arrived.\n\nSome 40,000 houses are under water.",
            "VNM",
        ),
        (
            "# Ljubljana talks\n\nThe government in Ljubljana cut the deficit. Brussels praised it.\n\nThe deficit was 2 percent of output.",
            "SVN",
        ),
        (
            "# Federation budget\n\nThe government in Sarajevo sent the budget to parliament.\n\nIt foresees 7 billion convertible marks.",
            "BIH",
        ),
        ("# Tourists\n\nValletta is full. Britons and Italians came most.\n\nHotels counted 900,000 guests.", "MLT"),
        (
            "# TB bulletin\n\nNational Department of Health, Port Moresby. Daru remains the worst hit. The World Health Organization helps.\n\nLaboratories found 340 cases.",
            "PNG",
        ),
        (
            "# Water\n\nCyprus rations water. Israel offered help, and the Emirates lent pumps.\n\nDams hold 22 percent of their capacity.",
            "CYP",
        ),
        (
            "# Fields\n\nSmallholders around Hawassa and Jimma planted late. Chinese fertiliser came late too.\n\nThey planted 300,000 hectares.",
            "ETH",
        ),
        (
            "# Gas\n\nSonatrach pumped more from Hassi R'Mel. Italy and Spain took most of it.\n\nOutput grew by 3 percent.",
            "DZA",
        ),
        (
            "# Garments\n\nFactories in Gazipur reopened. H&M and Inditex are the largest buyers. Wages in Vietnam are twice as high.\n\nWorkers earn 12,500 taka a month.",
            "VNM BGD",
        ),
        ("# Bananas\n\nThe port of Guayaquil is slow. Ships to Russia wait longest.\n\nA box costs 7 dollars.", "ECU"),
        (
            "# Cocoa\n\nAbidjan sets the price for farmers. Ghana pays more.\n\nFarmers get 1,800 CFA francs a kilo.",
            "CIV",
        ),
        ("# Bitcoin town\n\nIn El Zonte, El Salvador, tourists pay by phone.\n\nAbout 40 shops take coins.", "SLV"),
    ]);
}

#[test]
fn what_stands_beside_a_number_is_not_always_its_place() {
    check(&[
        (
            "# Maize\n\nKenya's maize harvest failed. Kenyan millers are short of grain.\n\nA trader near the Ugandan border pays 4,000 shillings a bag.",
            "KEN",
        ),
        (
            "# Steel in Mexico\n\nMexico makes steel in Monterrey and Saltillo.\n\nThe Export-Import Bank of the United States will lend US$90 million.",
            "USA>MEX",
        ),
        (
            "# Steel in Mexico\n\nMexico makes steel in Monterrey and Saltillo.\n\nIts mills are 12 percent cheaper than their American rivals.",
            "MEX",
        ),
        (
            "# Floods\n\nPakistan is under water from Dadu to Jacobabad.\n\nThe Red Cross in Geneva asked for 40 million francs.",
            "PAK",
        ),
        (
            "# Laos gets buses\n\nVientiane waits. Laos has few buses, and Laotians walk.\n\nSouth Korea has provided 40 million dollars.",
            "KOR>LAO",
        ),
        (
            "# Two currencies\n\nGeorgia, Armenia, Russia, Turkey and Iran were calm this week.\n\nA dollar cost GEL 2.7 in the morning.\n\nA euro cost AMD 420 at noon.",
            "- GEO ARM",
        ),
        (
            "# Copper in Chile\n\nChile mines copper. The Atacama is dry.\n\nOutput was 5 million tonnes, against 2.6 million tonnes in Peru.",
            "CHL PER",
        ),
        (
            "# Copper in Chile\n\nChile mines copper. The Atacama is dry.\n\nOutput was 5 million tonnes, against barely 2.6 million tonnes in Peru.",
            "CHL PER",
        ),
        (
            "# Copper in Chile\n\nChile mines copper. The Atacama is dry.\n\nWages are twice the average for Latin America.",
            "CHL",
        ),
        (
            "# Copper in Chile\n\nChile mines copper. The Atacama is dry.\n\nIt is the largest producer after Peru and sold 900 tonnes.",
            "CHL",
        ),
        (
            "# Minorities in Croatia\n\nCroatia counts its people. Zagreb published the figures.\n\nOf the Roma and Serbian pupils 40 percent finish school.",
            "HRV",
        ),
        (
            "# Farms\n\nThe European Union pays farmers. European Union farms are few.\n\nThe EU Member States have 9 million farms.",
            "-",
        ),
        (
            "# Wheat\n\nEgypt buys wheat. Egyptian bakers use it.\n\nThe ship from Constanta carried 60,000 tonnes of wheat for the bakers of Alexandria.",
            "EGY",
        ),
        (
            "# Workers of Moldova\n\nMoldova loses its workers. Moldovan towns are empty.\n\nSome 40,000 workers left Moldova for Romania.",
            "MDA>ROU",
        ),
        (
            "# Kenya trade\n\nKenya trades with its neighbours. Nairobi wants more.\n\nExports to Tanzania rose by 9 percent.",
            "KEN>TZA",
        ),
        (
            "# Spain's beaches\n\nSpain is full. Spanish hotels are full.\n\nBritish tourists spent 900 million euros.",
            "ESP",
        ),
        (
            "# Soy in Brazil\n\nBrazil grows soy. Brazilian ports are slow.\n\nBrussels demanded a cut of 40 percent.",
            "BRA",
        ),
    ]);
}
