using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Waickoff.Analyst.Grounding;

/// <summary>
/// Finds sentences that tell a reader what to do with money or promise a result, in Spanish and English. It errs on the side of finding:
/// what is withheld is one sentence, what is let through may be someone's savings.
/// </summary>
/// <remarks>
/// Words are compared without accents, marks and look-alike letters, so that spelling games do not help. What describes stays: "buy-side
/// liquidity", "clímax de ventas", "a close above would confirm".
/// </remarks>
internal static partial class AdviceWording
{
    /// <summary>True when a sentence advises or promises.</summary>
    public static bool IsIn(string sentence)
    {
        var text = Plain(sentence);
        // What denies being advice or a promise is none.
        text = Denials().Replace(text, " ");
        return English().IsMatch(text)
            || EnglishOrders().IsMatch(text)
            || EnglishPromises().IsMatch(text)
            || Spanish().IsMatch(text)
            || SpanishOrders().IsMatch(text)
            || SpanishPromises().IsMatch(text);
    }

    /// <summary>Lower case, one space between words, without accents, Markdown and look-alikes.</summary>
    internal static string Plain(string sentence)
    {
        var text = new StringBuilder(sentence.Length);
        foreach (var rune in sentence.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (
                category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
                || HiddenCharacters.IsHidden(rune)
            )
                continue;
            var c = rune.IsBmp ? (char)rune.Value : ' ';
            if (c is '*' or '_' or '~' or '`' or '"' or '“' or '”' or '«' or '»')
                continue;
            var known = LookAlikes.IndexOf(c, StringComparison.Ordinal);
            c = known >= 0 ? LookAlikesLatin[known] : char.ToLowerInvariant(c);
            text.Append(
                c is '’' or '‘' or 'ʼ' ? '\''
                : char.IsWhiteSpace(c) ? ' '
                : c
            );
        }
        var joined = Spaces().Replace(text.ToString(), " ").Trim();
        return SpelledOut()
            .Replace(
                joined,
                m =>
                    m.Value.Replace(" ", "", StringComparison.Ordinal)
                        .Replace(".", "", StringComparison.Ordinal)
                        .Replace("-", "", StringComparison.Ordinal)
            );
    }

    private const string LookAlikes = "аеорсухіјѕԁһкмтвнгпАВЕКМНОРСТХУІЈЅοαεικνρτυχΑΒΕΗΙΚΜΝΟΡΤΥΧ";
    private const string LookAlikesLatin = "aeopcyxijsdhkmtbhrnabekmhopctxyijsoaeiknptuxabehikmnoptyx";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>Letters one by one: "b u y", "c-o-m-p-r-a", "s.e.l.l".</summary>
    [GeneratedRegex(@"(?<![a-z0-9])(?:[a-z][ .\-]){2,}[a-z](?![a-z0-9])")]
    private static partial Regex SpelledOut();

    [GeneratedRegex(
        @"(?:\bno|\bnot|n't|\bnever|\bnor|\bnothing|\bnobody|\bwithout|\bneither|\bsin|\bnada|\bnadie|\bni|\bnunca|\bningun\w*)\s+(?:\w+\s+){0,4}?(?:advice|recommendations?|recommend|guarante\w*|promis\w*|consejos?|recomendaci\w+|aconsej\w+|recomend\w+|garanti\w+|prome\w+)(?:\s+(?:to|for|of|de|para|que|a)\s+(?:buy|sell|trade|comprar|vender|operar|invertir)(?:\s+(?:or|nor|o|ni)\s+(?:buy|sell|trade|comprar|vender|operar))?)?"
    )]
    private static partial Regex Denials();

    private const string EnglishVerbs =
        @"(?:buy|sell|short|long|enter|exit|hold|hodl|accumulate|invest|trade|scale in|scale out|go|close|open|add|load|dump|get in|get out|jump in|pile in|take|leverage|bet|ape|average down|double down|borrow|stack|swap|bail|cash out|liquidate|grab|act|set|place|put|use|increase|reduce|cut|ride|start|keep|stay|wait to buy|pull the trigger)";

    private const string EnglishDoing =
        @"(?:buying|selling|shorting|longing|entering|exiting|holding|accumulating|investing|going|opening|closing|adding|taking|getting|scaling|doubling|averaging|loading|stacking|putting|cashing|dumping|trading|placing|increasing|reducing|position|entry|trade|long|short)";

    [GeneratedRegex(
        @"\b(?:buy|sell)\b(?!\s*-?\s*(?:side|volume|orders?|pressure|zones?|stops?|limits?|delta|climax|programs?|walls?|imbalance|area))"
            + @"|\b(?:you|one|traders?|investors?|everyone|we|i|they|it would be)(?:'d|'ll)? (?:should|must|need to|needs to|have to|has to|ought to|can|could|would|might|may|will|want to|had better|better|wise to|smart to|best)?\s*(?:(?:now|also|definitely|really|safely|probably|want|like|rather|consider|just|to|simply|well|even|personally|immediately|all|today|quickly) ){0,4}"
            + EnglishVerbs
            + @" (?:now|here|in\b|more|all|your|a (?:long|short|position|trade|loan)|long|short|this|it|the (?:dip|position|trade|breakout)|at|today|everything|with|everything|to your|on\b|some|half|profits?|money|leverage|heavily|big|btc|bitcoin|eth|out|back|fast|before|into|\d)"
            + @"|\b(?:recommend|suggest|advise|urge|encourage|advice (?:is|would be|:)|recommendation (?:is|would be|:)|consider|time (?:to|for)|moment (?:to|for)|chance to|opportunity to|worth|wise to|smart to|safe to|good idea to|makes sense to|want to|ready to|best (?:move|trade|play|option|choice|strategy) (?:is|now|here|would be|:)|tip:|play (?:is|here is) to|signal:|call:|in your place|if i were you|i am|i'm|i'd be) (?:\w+ ){0,4}?"
            + EnglishDoing
            + @"\b(?! (?:term|side|as|range|phase|above|below|candle))"
            + @"|\b(?:time|moment|chance|opportunity|idea|smart|wise|safe|best|recommend|suggest|advise|urge|sense|advice|recommendation|tip|ready) (?:is |would be |for you |that you |you |now |here |it |very |simply |strongly )*(?:to )?(?:buy|sell|short|enter|exit|hold|accumulate|invest|go long|go short|go all|open a|close (?:your|the|all)|add to|load up|get in|get out|take profits?|scale in|double down)\b"
            + @"|\b\d{1,3} ?x\b|\b(?:max|full|high|heavy|more|maximum|some|with|use|apply|add|using|big|of) (?:\w+ )?leverage\b|\bleverage (?:up|it|your|this|of|at|to)\b|\bon margin\b"
            + @"|\b(?:put|invest|place|risk|move|throw|bet|stake|deposit|wire|allocate|commit|use|transfer|pour|send) (?:\S+ ){0,4}?(?:money|capital|funds|cash|dollars|euros|usd|usdt|portfolio|account|savings|paycheck|salary|balance|percent|%|(?:in|into) (?:btc|bitcoin|eth|this|crypto))"
    )]
    private static partial Regex English();

    /// <summary>Orders at the start of a clause. On its own: beside the others it would cost five times as much.</summary>
    [GeneratedRegex(
        @"(?<=^|[.!?:;,(]\s*|\s[-–—]\s*|^[-#>\d.)\s]+|\b(?:so|then|just|now|please|and|but|or|simply|always|today|immediately|better|therefore|ok)\s+)(?:go (?:all in|all-in|long|short|big|heavy)|(?:long|short) (?:here|now|it|this|btc|eth|bitcoin|at|from|with|the|every|into)|enter (?:now|here|at|long|short|the|a|with|without|on|in|big|heavily|immediately|today|before)|exit (?:now|here|at|all|with|without|before|half|your|the (?:trade|position|market)|everything|immediately)|hold (?:your|on|tight|it|this|the (?:position|trade|line)|until|through|and)|hodl|close (?:your|all|any|half|every|out|the (?:position|trade|long|short))|open (?:a|your|another|the) (?:\w+ )?(?:long|short|position|trade|order)|add (?:to|more|here|size|leverage)|load up|stack|scale (?:in|out)|take (?:profits?|the trade|this trade|a (?:long|short|position|loan)|your profits?|advantage)|get (?:in|out)\b|jump in|pile in|ape in|double down|average down|cash out|dump|bet|accumulate|invest|set (?:a|your) (?:\w+ )?(?:stop|buy|sell|limit|target|take)|place (?:a|your|an) |put (?:a|your|all|half|\d+|everything|the|some)|use (?:\w+ )?(?:leverage|margin|\d+)|increase your|reduce your|cut your|move your|leverage|borrow|grab|act (?:now|fast)|trade (?:this|it|now)|ride (?:this|the|it)|keep (?:buying|selling|your|adding|holding|stacking)|stay (?:long|short|in)\b|follow (?:this|my|me)|pull the trigger|swap|bail|liquidate|trust (?:me|this)|do not (?:wait|hesitate|miss)|don'?t (?:wait|hesitate|miss|be)|never (?:sell|miss))\b"
    )]
    private static partial Regex EnglishOrders();

    [GeneratedRegex(
        @"\b(?:life savings|savings|mortgage|remortgage|credit card|pension|retirement (?:fund|money|account)|rent money|inheritance|emergency fund|student loan|bank loan|take out a loan|borrow\w*|all[- ]in|bet the (?:farm|house)|sell your (?:car|house)|everything you (?:have|own)|(?:all|whole|entire) (?:of )?your (?:money|capital|account|portfolio|funds|net worth))\b"
            + @"|guarante|\brisk[- ]?free\b|\b(?:no|zero|without(?: any)?) risk\b|can ?('|no)?t lose|cannot lose|\bsure (?:thing|bet|win|profit)|\bsafe (?:bet|profit|investment|trade|gain|money)|\b(?:easy|free|quick|fast) (?:money|profits?|gains?|win|cash)|\b(?:certain|assured) (?:profit|win|gain|return)|\b(?:100|hundred|99) ?(?:%|percent) (?:sure|certain|safe|win|profit|accurate|chance)|\b(?:double|triple|multiply|quadruple|10x|grow) your\b|\bget(?:ting)? rich|\bmake you (?:rich|a)|\b(?:to|for) the moon\b|\bmoon(?:ing|shot|s)\b|\bnever (?:loses?|fails?|been wrong|wrong)|\bwill (?:definitely|certainly|surely|absolutely|without doubt|undoubtedly)\b|\b(?:impossible|unable) to lose|\byou(?:'ll| will| are going to) (?:profit|win|make|earn|be rich|regret|double|gain|become|thank)|\bfoolproof|\bbulletproof|\bno[- ]brainer|\bonce in a lifetime|\b(?:before it'?s|before it is) too late|\blast chance|\bmiss (?:out|this|the (?:move|train|boat|rally))|\bfomo\b|\bcan'?t go wrong|\bcannot go wrong|\bpassive income|\bfinancial freedom|\bbeat the market|\bprofits? (?:is|are) (?:certain|assured|waiting)|\bcertain to (?:rise|fall|win|profit)"
    )]
    private static partial Regex EnglishPromises();

    private const string SpanishDoing =
        @"(?:comprar\w*|vender\w*|invertir\w*|entrar\b|salir\b|abrir\b|cerrar\b|acumular\w*|apalancar\w*|mantener\b|aguantar\b|ponerse|ponerte|meter\w*|arriesgar\b|apostar\b|anadir\b|reforzar\b|tomar (?:ganancias|beneficios)|recoger (?:ganancias|beneficios)|liquidar\b|shortear\b|operar\b|promediar\b|aprovechar\w*|ir (?:en |a )?(?:largo|corto)|una? (?:compra|venta|largo|corto|entrada|posicion|inversion))";

    [GeneratedRegex(
        @"\b(?:comprar(?!a)\w*|compre(?:n|mos)?|compralo|comprala|compralos|comprad|vendelo|vendela|vendelos|venda(?:n|mos)?|vender(?!a)\w*|vended|invierta(?:n|mos)?|apalancate|apalanquese|endeudate|metete|metele|hipoteca\w*|shortea|longea|holdea|hodlea)\b"
            + @"|\b(?:debes|deberias|debe|deberia|deben|deberian|tienes que|tendrias que|hay que|habria que|conviene|te conviene|convendria|necesitas|puedes|podrias|recomiendo|te recomiendo|recomendamos|recomendaria|aconsejo|te aconsejo|aconsejamos|sugiero|te sugiero|sugerimos|animo|te animo|consejo es|recomendacion es|seria (?:bueno|prudente|inteligente|ideal)|es (?:buena|mala) idea|es (?:un )?(?:buen |mal |el )?(?:momento|hora|ocasion)|momento (?:de|para|ideal para|perfecto para)|hora de|ocasion (?:de|para)|oportunidad (?:de|para)|vale la pena|merece la pena|lo mejor es|lo inteligente es|lo logico es|yo (?:que tu|en tu lugar)|en tu lugar|considera|plantea\w*|piensa en|vamos a|voy a|toca|queda|ideal para|listo para|seguro para|estrategia es|jugada es|plan es|si fuera tu|mejor)[, ] ?(?:\S+ ){0,4}?"
            + SpanishDoing
            + @"|\byo (?:compraria|venderia|entraria|invertiria|saldria|abriria|me pondria|iria|mantendria)|\b(?:compraria|venderia|invertiria|me pondria (?:en )?(?:largo|corto))\b|\b(?:estoy|me pongo|ponerse|ponerte|poneos|pongase|vamos|ir) (?:en |a )?(?:largo|largos|corto|cortos)\b"
            + @"|\b(?:recomiendo|te recomiendo|sugiero|te sugiero|aconsejo|te aconsejo)\b|\bte (?:interesa|toca) (?:comprar|vender|entrar|salir)"
            + @"|\b(?:con|usa|usando|de|x|a|al|aplica|sube el|mas|mucho|maximo) ?(?:un )?(?:apalancamiento|apalancado)\b|\bapalancamiento (?:de|x|del|maximo|alto|fuerte)\b|\bapalancad[oa]s?\b|\bx ?\d{1,3}\b"
            + @"|\b(?:mete|pon|invierte|coloca|destina|arriesga|apuesta|deposita|usa|mueve|transfiere|dedica|asigna|invertir|poner|meter) (?:\S+ ){0,4}?(?:dinero|capital|fondos|dolares|euros|usd|usdt|cartera|cuenta|ahorros|sueldo|salario|nomina|saldo|por ciento|%)"
    )]
    private static partial Regex Spanish();

    /// <summary>Orders at the start of a clause. On its own: beside the others it would cost five times as much.</summary>
    [GeneratedRegex(
        @"(?<=^|[.!?¡¿:;,(]\s*|\s[-–—]\s*|^[-#>\d.)\s]+|\b(?:asi que|entonces|ahora|y|pero|o|hoy|ya|mejor|siempre|por favor|solo|simplemente|luego|no)\s+)(?:compra (?:compra|ya|ahora|aqui|en|este|esta|esto|todo|toda|todos|btc|eth|bitcoin|mas|con|antes|el|la|los|las|sin|barato|hoy|manana|fuerte|y|a|cuanto|mientras|cuando|si|lo|al|de inmediato|inmediatamente|un|una)\b|compra[!.]?$|vende (?:vende|ya|ahora|aqui|en|este|esta|esto|todo|toda|todos|tus|tu|btc|eth|bitcoin|mas|con|antes|el|la|los|las|hoy|manana|y|a|cuanto|cuando|si|lo|al|de inmediato|inmediatamente|la mitad)\b|vende[!.]?$|(?:entra|sal|salte|entrale) (?:ya|ahora|aqui|en|de|con|sin|por|a|largo|corto|hoy|antes|fuerte|al|inmediatamente|cuanto)\b|ponte (?:en )?(?:largo|corto|a )|pon (?:tu|tus|todo|toda|el|la|un|una|\d|mas|a)|mete (?:tu|tus|todo|toda|el|la|\d|mas|dinero)|abre (?:un|una|tu|otro|otra|ya|ahora|largo|corto|posicion)|cierra (?:tu|tus|todo|toda|todas|la posicion|el (?:corto|largo)|ya|ahora|la mitad)|invierte\b|manten(?:te)? (?:tu|tus|la posicion|el|en|largo|corto|hasta|firme|dentro)|aguanta\b|acumula (?:mas|ya|ahora|btc|bitcoin|todo|en|aqui|hasta|cuanto)|toma (?:ganancias|beneficios|la operacion|una posicion|un prestamo|posiciones)|recoge (?:ganancias|beneficios)|refuerza (?:tu|la|tus)|aumenta (?:tu|la|tus|el)|reduce (?:tu|tus)|promedia|apuesta|arriesga|aprovecha|apalanca|usa (?:un |el |mas |mucho |todo |\d)|utiliza (?:un )?apalan|coloca (?:tu|tus|una orden|un stop|el stop|la orden|ordenes)|deposita|transfiere|pide (?:un|prestado|dinero)|liquida (?:tu|tus|todo|la)|anade (?:mas|a)|carga (?:mas|fuerte|tu|la|todo|ya)|no (?:esperes|dudes|te lo pierdas|pierdas|vendas|compres|dejes|lo dudes|tengas miedo)|actua (?:ya|ahora|rapido)|confia en mi|hazme caso|sigueme|dobla (?:tu|la)|ve (?:con todo|largo|corto|a por)|vete (?:largo|corto)|lanzate|subete|juegatel[ao]|cambia (?:todo|tus)|saca (?:tu|tus|el)|esperate y compra)"
    )]
    private static partial Regex SpanishOrders();

    [GeneratedRegex(
        @"\b(?:ahorros|hipoteca\w*|prestamos?|pedir prestado|tarjeta de credito|pension|jubilacion|herencia|fondo de emergencia|todo tu (?:dinero|capital|saldo|patrimonio)|tu dinero|all[- ]in|el coche|tu casa|tu sueldo|todo lo que tienes)\b"
            + @"|\bgarant(?!ia de origen)|\bsin (?:ningun )?riesgos?\b|\b(?:riesgo (?:cero|nulo)|cero riesgo)\b|\bno (?:puedes|se puede|hay forma de|vas a) perder|\b(?:ganancia|ganancias|beneficio|beneficios|apuesta|inversion|dinero|operacion|rentabilidad|victoria) (?:segur[oa]s?|facil(?:es)?|rapid[oa]s?|asegurad[oa]s?|cert?er[oa]s?|gratis)\b|\bdinero (?:facil|rapido|gratis|seguro)|\bseguro que (?:sube|baja|gan\w+|subir\w*|bajar\w*)|\bcien por cien(?:to)?\b|\b100 ?% (?:segur\w*|garant\w*|fiable|ganad\w*|ganancia\w*|acierto)|\b(?:duplica|triplica|multiplica|doblar|duplicar|triplicar|multiplicar)(?:as|ras|r)? (?:tu|tus|el dinero|por)|\bhazte rico|\bte (?:haras|haces|vas a hacer) (?:rico|de oro|millonari)|\ba la luna\b|\bnunca (?:falla|pierde|se equivoca)|\bimposible (?:perder|que falle|que baje|que no)|\b(?:ganaras|vas a ganar|te arrepentiras|te haras)\b|\bno te (?:lo |la )?(?:pierdas|puedes perder)|\bantes de que sea (?:demasiado )?tarde|\bultima oportunidad|\boportunidad (?:unica|de tu vida|irrepetible)|\binfalible|\bes un regalo|\bsubira (?:seguro|con (?:total )?seguridad)|\bcon total seguridad|\bsin (?:ninguna )?duda (?:sub|baj|gan)|\blibertad financiera|\bingresos pasivos|\bpelotazo|\bforrar\w*|\bte forras"
    )]
    private static partial Regex SpanishPromises();
}
