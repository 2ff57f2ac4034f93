/** Words that questions are made of, in the languages that people most often ask in; none says what one is about. */
const emptyWords = new Set(
  (
    "a about after all also am an and any are as at be been before being but by can cannot could did do does doing done " +
    "for from get got had happen happens has have having he her here him his how i if in into is it its just like long " +
    "make many may me might more most much must my no nor not of off on only or other our out over please said say says " +
    "shall she should so some such take tell than that the their them then there these they this those to under up us " +
    "use very was we were what when where whether which while who whom whose why will with without would you your big " +
    "aber als am an auch auf aus bei beim bin bis das dass dem den der des dich die dir doch du durch ein eine einem " +
    "einen einer eines er es für gegen gibt habe haben hast ich ihr ihre im ist kann kein keine keinen mein meine " +
    "meinem meinen meiner mich mir mit muss nach nicht noch nur ob oder sein sich sie sind soll steht über um und uns " +
    "unser unter viel viele vom von vor wann war warum was welche welchem welchen welcher welches wenn wer werden wie " +
    "wieviel wir wird wo wurde zu zum zur " +
    "ai au aux avec avez avons ce ces cet cette combien comment dans de des du elle en est et être fait faire il ils je " +
    "la le les leur lui mais ma mes moi mon ne nos notre nous ont ou où par pas pour pourquoi puis quand que quel quelle " +
    "quelles quels qui quoi sa se ses si son sont sur ta te toi tu un une vos votre vous " +
    "al como cómo con cual cuál cuáles cuándo cuando cuánta cuántas cuánto cuántos del donde dónde el ella ellos entre " +
    "es está están este esta ha hay la las lo los mi mis muy nada o para pero por porque puede puedo qué que quién quiénes " +
    "ser su sus tengo tiene tus un una unas unos y yo"
  ).split(" "),
);

/** Of a word in lower case. */
export const isEmptyWord = (word: string): boolean => emptyWords.has(word);
