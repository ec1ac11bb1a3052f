package dev.waymark.runbooks;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Texts that keep careless Markdown parsers busy, each in any length. */
record Pathology(String name, IntFunction<String> text) {
  static final List<Pathology> ALL =
      List.of(
          repeated("["),
          repeated("]"),
          repeated("[a]("),
          repeated("![[]()"),
          repeated("[" + "\\".repeat(40)),
          repeated("[a][b"),
          repeated("[ (]("),
          repeated("[a](<b"),
          repeated("[a]: b\n"),
          repeated("[a\n"),
          repeated("![a]"),
          repeated("\\"),
          repeated("_"),
          repeated("*"),
          repeated("~"),
          repeated("*a **a "),
          repeated("a**b_c*d__"),
          repeated("**x_ "),
          repeated("*a_ "),
          repeated("`"),
          repeated("`a"),
          repeated("``a` "),
          repeated("> "),
          repeated("> a\n"),
          repeated("- "),
          repeated("* a\n"),
          repeated("1. "),
          repeated("- [ ] a\n"),
          repeated("-\t"),
          repeated("<"),
          repeated("</"),
          repeated("<a"),
          repeated("<a b=\"c\" "),
          repeated("<a b='"),
          repeated("<!--"),
          repeated("<!-- -"),
          repeated("<?"),
          repeated("<?php "),
          repeated("<![CDATA["),
          repeated("<!A "),
          repeated("<https://a"),
          repeated("https://a."),
          repeated("www.a "),
          repeated("www.a.b".repeat(512) + "\n\n"),
          repeated("a@b."),
          repeated("&"),
          repeated("&amp;"),
          repeated("&#0;"),
          repeated("#"),
          repeated("# a\n"),
          repeated("###### a\n## a\n"),
          repeated("a\n=\n"),
          repeated("a\n-\n"),
          repeated("-"),
          repeated("="),
          repeated("* * "),
          repeated("|"),
          repeated("|a"),
          repeated("|-"),
          repeated("|a|\n|-|\n"),
          repeated("```\n"),
          repeated("~~~ a\nb\n"),
          repeated("    a\n"),
          repeated("a"),
          repeated("a "),
          repeated(" "),
          repeated("\t"),
          repeated("\n"),
          repeated("\r"),
          repeated("a  \n"),
          repeated(" '''''''''''- ] \n"),
          repeated(" a - ] \n".repeat(3_900) + "\n", "long indented paragraphs"),
          repeated("> a\n".repeat(1_400) + "\n", "long quoted paragraphs"),
          repeated("---\n"),
          repeated("\0"),
          repeated("\uFEFF"),
          repeated("\u202E"),
          repeated("\uD800"),
          repeated("ä"),
          repeated("😀"),
          repeated("{"),
          repeated("(("),
          repeated("!"),
          repeated("-1 + "),
          repeated("a ? b : "),
          repeated("[["),
          repeated("'"),
          repeated("\"\"\""),
          repeated("x | where x == "),
          repeated("| extend a = strcat("),
          repeated("let a = "),
          repeated("${"),
          new Pathology("deep lists", size -> steps(size, "- a")),
          new Pathology("deep quotes", size -> grown(size, "> ", "a")),
          new Pathology("growing back-ticks", size -> grown(size, "`", " ")),
          new Pathology("growing fences", size -> grown(size, "`", "")),
          new Pathology("growing stars", size -> grown(size, "*", "a ")),
          new Pathology("growing headings", size -> grown(size, "#", " a")),
          new Pathology("wide table", size -> table(size, 1_000)),
          new Pathology("long table", size -> table(size, 4)),
          repeated("- ".repeat(44) + "x\n\n", "44-deep items"),
          repeated("- ".repeat(24) + "x\n\n", "24-deep items"),
          repeated("- ".repeat(8) + "x\n\n", "8-deep items"),
          repeated("> - ".repeat(22) + "x\n\n", "44-deep quotes and items"),
          repeated("1. ".repeat(40) + "x\n\n", "40-deep numbers"),
          repeated("- a\n\n", "loose items"),
          repeated("a\n\n", "short paragraphs"),
          repeated("*a* `b` [c](d)\n\n", "short paragraphs of marks"),
          repeated("|a|b|\n|-|-|\n|c|d|\n\n", "short tables"),
          repeated("### same\n", "same headings"),
          repeated("### [a](b)\n", "headings of links"),
          new Pathology("one long address", Pathology::referred),
          new Pathology("any marks", size -> random(size, "[]()<>*_`~!#-+|\\&\n \t\"'a1")),
          new Pathology("any lines", size -> random(size, "-*+>#|`~=1. \n\n\n\t")),
          new Pathology("any code", size -> random(size, "()[]{}|.,;=!<>&\"'`+-*/ \na0")));

  private static Pathology repeated(String part) {
    return repeated(part, part.replace("\n", "↵").replace("\0", "NUL").strip());
  }

  private static Pathology repeated(String part, String name) {
    return new Pathology(name, size -> part.repeat(size / part.length() + 1).substring(0, size));
  }

  private static String steps(int size, String item) {
    StringBuilder text = new StringBuilder(size);
    for (int depth = 0; text.length() < size; depth++) {
      text.append("  ".repeat(depth % 1_000)).append(item).append('\n');
    }
    return text.substring(0, size);
  }

  private static String grown(int size, String mark, String behind) {
    StringBuilder text = new StringBuilder(size);
    for (int count = 1; text.length() < size; count++) {
      text.append(mark.repeat(count)).append(behind).append('\n');
    }
    return text.substring(0, size);
  }

  private static String table(int size, int columns) {
    String row = "| a ".repeat(columns) + "|\n";
    StringBuilder text = new StringBuilder(size);
    text.append(row).append("|---".repeat(columns)).append("|\n");
    while (text.length() < size) {
      text.append(row);
    }
    return text.substring(0, size);
  }

  private static String referred(int size) {
    String address = "[x]: https://e.org/" + "a".repeat(Math.min(size / 2, 10_000)) + "\n\n";
    return address + "[x]\n\n".repeat(Math.max(0, size - address.length()) / 5);
  }

  private static String random(int size, String alphabet) {
    Random random = new Random(size);
    StringBuilder text = new StringBuilder(size);
    while (text.length() < size) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
