package org.baton.processes.lint;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which variables a FEEL expression needs; good enough to find a name that nobody provides. */
final class Feel {

    private static final Pattern TEXT =
            Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|//[^\\n]*|/\\*.*?\\*/|@\\s*\"[^\"]*\"", Pattern.DOTALL);
    /** The functions whose names have blanks; all others are told by their bracket. */
    private static final Pattern FUNCTION = Pattern.compile(
            "\\b(date and time|years and months duration|(day|week) of (week|year)|month of year|last day of month"
                    + "|string length|(upper|lower) case|substring (before|after)|(starts|ends) with|string join"
                    + "|list (contains|replace)|insert before|index of|(distinct|duplicate) values|round (half )?(up|down)"
                    + "|get (value|entries)|context( put| merge)?|partition|met by|overlaps (before|after)|finished by"
                    + "|started by|random number|is (blank|empty)|is defined|get or else)\\s*(?=\\()");

    private static final Pattern OPTIONAL = Pattern.compile("\\b(is defined|get or else)\\s*\\(\\s*[\\w.]+");
    private static final Pattern BOUND = Pattern.compile("\\b(?:for|some|every|,)\\s+(\\w+)\\s+in\\b");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*(?!\\w)(?!\\s*[(:])");
    private static final Set<String> WORDS = Set.of(
            "and",
            "or",
            "not",
            "if",
            "then",
            "else",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
            "true",
            "false",
            "null",
            "between",
            "instance",
            "of",
            "function",
            "item",
            "partial",
            "loopCounter");

    private Feel() {}

    /** Empty for what is not an expression: the engine takes only what begins with an equals sign for one. */
    static Set<String> variables(String expression) {
        if (!expression.strip().startsWith("=")) {
            return Set.of();
        }
        String code = TEXT.matcher(expression).replaceAll(" 0 ");
        code = OPTIONAL.matcher(code).replaceAll("f(0");
        code = FUNCTION.matcher(code).replaceAll("f");
        Set<String> names = new LinkedHashSet<>();
        for (Matcher name = NAME.matcher(code); name.find(); ) {
            names.add(name.group());
        }
        names.removeAll(WORDS);
        for (Matcher bound = BOUND.matcher(code); bound.find(); ) {
            names.remove(bound.group(1));
        }
        return names;
    }
}
