package dev.waymark.runbooks.fence.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the arguments of a command may be where nobody looks on: plain text. Programs read files in
 * the place of some texts, and behind some flags; such a command would print what it finds there.
 */
public final class CommandArguments {
  /**
   * Read as a file's name: {@code az} and {@code curl} take what follows an {@code @} at the
   * beginning, behind a short flag, or behind the {@code =} of a key; comparisons of {@code
   * --query} such as {@code a==@} aren't meant.
   */
  private static final Predicate<String> FILE =
      Pattern.compile("(?s)@.*|(?:.*[^=!<>])?=[@<].*|-[A-Za-z]+@.*|(?i:(?:.*=)?fileb?:.*)")
          .asMatchPredicate();

  private static final Predicate<String> SHELL =
      Pattern.compile("(?s)\\d?[|&;<>]+|[<>=]\\(.*").asMatchPredicate();

  /** Flags of any program whose name says that a file follows. */
  private static final Predicate<String> FILE_FLAG =
      Pattern.compile(
              "--(?:[a-z0-9]+-)*(?:files?|filename|rawfile|slurpfile|kubeconfig|cacert|capath)"
                  + "(?:-[a-z0-9]+)*")
          .asMatchPredicate();

  private static final Set<String> CLUSTER =
      Set.of("-f", "-k", "--kustomize", "--client-key", "--client-certificate");

  /** Other flags behind which a program reads or writes a file. */
  private static final Map<String, Set<String>> FILE_FLAGS =
      Map.ofEntries(
          Map.entry("kubectl", CLUSTER),
          Map.entry("oc", CLUSTER),
          Map.entry("helm", Set.of("-f", "--values")),
          Map.entry("docker", Set.of("-f")),
          Map.entry("docker-compose", Set.of("-f")),
          Map.entry(
              "curl",
              Set.of(
                  "-K",
                  "--config",
                  "-T",
                  "-b",
                  "--cookie",
                  "-c",
                  "--cookie-jar",
                  "-E",
                  "--cert",
                  "--key",
                  "-o",
                  "--output",
                  "-O",
                  "--remote-name",
                  "--remote-name-all",
                  "-J",
                  "--remote-header-name",
                  "--output-dir",
                  "--etag-save",
                  "--etag-compare",
                  "--hsts",
                  "--alt-svc",
                  "--stderr",
                  "--libcurl",
                  "--crlfile",
                  "--pubkey",
                  "--proxy-cert",
                  "--proxy-key",
                  "-D",
                  "--dump-header",
                  "--unix-socket",
                  "-n",
                  "--netrc",
                  "--data-urlencode",
                  "--trace",
                  "--trace-ascii")),
          Map.entry("wget", Set.of("-i", "-O", "--output-document", "-o", "-a", "--config", "-P")),
          Map.entry("jq", Set.of("-f", "-L")),
          Map.entry("psql", Set.of("-f", "-o", "--output", "-L")),
          Map.entry("dig", Set.of("-f", "-k")),
          Map.entry("grep", Set.of("-f")),
          Map.entry("awk", Set.of("-f")),
          Map.entry("sed", Set.of("-f", "-i")),
          Map.entry("openssl", Set.of("-in", "-out", "-CAfile", "-CApath", "-key", "-cert")));

  /** Short flags without a value, behind which others may stand in the same word. */
  private static final Map<String, String> PLAIN_FLAGS =
      Map.of(
          "curl", "#01234679aBfgGiIjklLMNpqRsSvVZ",
          "wget", "46EFHKLNSVcdkmnpqrvx",
          "jq", "CMSacejnrs",
          "psql", "1AEHSVXabelnqstwxz",
          "grep", "EFGHILPRTUVZabchilnoqrsvwxyz",
          "sed", "Ensuz",
          "kubectl", "ARiqtw",
          "oc", "ARiqtw");

  /** Values that are no file's: what is thrown away, and the standard streams. */
  private static final Set<String> NO_FILES = Set.of("/dev/null", "-");

  /** How {@code kubectl -o} is told a file. */
  private static final Predicate<String> FORMAT_FILE =
      Pattern.compile("(?:-o|--output)?=?(?:go-template|jsonpath|custom-columns|template)-file=.*")
          .asMatchPredicate();

  private CommandArguments() {}

  /**
   * Something that isn't plain text.
   *
   * @param word the index of the word
   * @param why as the rest of a sentence about it
   */
  public record Refused(int word, String why) {}

  /** Why a word by itself isn't plain text, as the rest of a sentence about it. */
  public static Optional<String> whyNoText(String word) {
    if (SHELL.test(word)) {
      return Optional.of("would need a shell");
    }
    return FILE.test(word) ? Optional.of("would be taken for a file to read") : Optional.empty();
  }

  /**
   * The first word that a command may not contain.
   *
   * @param words the program and its arguments
   */
  public static Optional<Refused> refused(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Optional<String> noText = whyNoText(word);
      if (noText.isPresent()) {
        return Optional.of(new Refused(i, noText.orElseThrow()));
      }
      boolean noFile = i + 1 < words.size() && NO_FILES.contains(words.get(i + 1));
      if (i > 0 && namesFile(words.get(0), lastFlag(words.get(0), word)) && !noFile) {
        return Optional.of(new Refused(i, "names a file to read or to write"));
      }
    }
    return Optional.empty();
  }

  /** {@code -o} of {@code -so}: the flag of a word that a value may follow. */
  private static String lastFlag(String program, String word) {
    String plain = PLAIN_FLAGS.getOrDefault(program, "");
    int at = 1;
    while (word.startsWith("-") && at + 1 < word.length() && plain.indexOf(word.charAt(at)) >= 0) {
      at++;
    }
    return at == 1 ? word : "-" + word.substring(at);
  }

  private static boolean namesFile(String program, String word) {
    int equals = word.indexOf('=');
    String flag = equals < 0 ? word : word.substring(0, equals);
    return FILE_FLAG.test(flag)
        || FORMAT_FILE.test(word)
        || FILE_FLAGS.getOrDefault(program, Set.of()).stream()
            .anyMatch(known -> known.equals(flag) || isAttached(known, word));
  }

  /** A short flag and its value in one word, such as {@code -K/etc/passwd}. */
  private static boolean isAttached(String flag, String word) {
    return flag.length() == 2
        && word.length() > 2
        && word.startsWith(flag)
        && !NO_FILES.contains(word.substring(2));
  }
}
