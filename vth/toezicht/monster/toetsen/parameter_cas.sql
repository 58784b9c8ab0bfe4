-- id: parameter.cas_spreekt_tegen
-- ernst: blokkerend
-- bron: code lijst stof
-- melding: De naam hoort bij CAS-nummer {grens}, maar er staat {waarde}. Welke stof is gemeten is niet zeker. Vraag het laboratorium.
SELECT rijnummer, 'cas' AS veld, concat(parameter, ' met CAS-nummer ', cas) AS waarde, cas_eigen AS grens
FROM labregel
WHERE cas_fout
