package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waymark.model.source.IssueCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every issue code, with the smallest content that causes it and all that the command line prints
 * about it. {@code issues/ST01} holds an entry, its scenarios and schemas, or a query, and {@code
 * issue.txt}; {@code -Dgolden.update=true} rewrites the latter: read the difference before it is
 * committed. A further folder of the same code, {@code ST01-again}, shows another of its messages.
 */
class IssueCodesTest {
  private static final Path ISSUES = Path.of("src/test/resources/dev/waymark/cli/issues");
  private static final String GOLDEN = "issue.txt";
  private static final String ENTRY = "orders-wait.md";
  private static final String QUERY = "query.kql";
  private static final Pattern PRINTED =
      Pattern.compile(":\\d+:\\d+: (?:error|warning|info) (\\w+):");

  /** What to do about an issue, behind an equals sign beneath the underlined place. */
  private static final Pattern HINT = Pattern.compile("(?m)^ += (.+)$");

  /** What is done to a copy of the content, because it doesn't belong into a repository. */
  private static final Map<String, Preparation> PREPARATIONS =
      Map.ofEntries(
          Map.entry("CF01", folder -> Files.createSymbolicLink(folder.resolve("shop"), folder)),
          Map.entry("CF02", folder -> Files.writeString(folder.resolve("shop/.git"), "gitdir: x")),
          Map.entry("CF04", folder -> replaceBySocket(folder.resolve(ENTRY))),
          Map.entry("CF05", folder -> Files.createDirectories(folder.resolve("a/".repeat(33)))),
          Map.entry("MD01", entry(text -> text + "A word.\n\n".repeat(30_000))),
          Map.entry(
              "MD02",
              folder -> Files.write(folder.resolve(ENTRY), new byte[] {'#', ' ', (byte) 0xE9})),
          Map.entry("MD03", entry(text -> text.replace("late", "la\0te"))),
          Map.entry("MD04", entry(text -> text.replace("late", "late ".repeat(4_000)))),
          Map.entry("MD05", entry(text -> text.replace("- Orders", "> ".repeat(50) + "Orders"))),
          Map.entry("MD06", entry(text -> text.replace("late", "late " + "*".repeat(300)))),
          Map.entry("MD07", entry(text -> text + "- a\n\n".repeat(20_000))),
          Map.entry("MD12", entry(text -> text.replace("late", "\u202Elate"))),
          Map.entry("MD13", entry(text -> text + "A word.\n".repeat(5_000))),
          Map.entry(
              "QL04",
              entry(text -> text.replace("ago(1h)", "ago(1h" + " + 1h".repeat(1_001) + ")"))),
          Map.entry(
              "SC08",
              folder ->
                  Files.createSymbolicLink(
                      folder.resolve(
                          "orders-wait.scenarios/consumer-down/answers/does-the-queue-grow.csv"),
                      folder.resolve(ENTRY))));

  @TempDir private Path copies;

  /** Makes the content what its code needs. */
  @FunctionalInterface
  private interface Preparation {
    void prepare(Path folder) throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> everyFolderCausesItsIssue() {
    return folders().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
  }

  @Test
  void everyCodeHasAFolder() {
    List<String> codes = codes().map(IssueCode::code).toList();
    assertThat(codes).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    assertThat(folders().stream().map(IssueCodesTest::code).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(codes);
  }

  private void check(String name) throws IOException {
    Path folder = copies.resolve(name);
    copy(ISSUES.resolve(name), folder);
    PREPARATIONS.getOrDefault(name, unprepared -> {}).prepare(folder);
    String printed = printed(folder);
    assertThat(PRINTED.matcher(printed).results().map(issue -> issue.group(1)))
        .isNotEmpty()
        .containsOnly(code(name));
    assertThat(HINT.matcher(printed).results().map(hint -> hint.group(1)))
        .as("hints are sentences")
        .allMatch(hint -> hint.matches(".*[.?!]"));
    Path golden = ISSUES.resolve(name).resolve(GOLDEN);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, printed);
    }
    assertThat(printed).isEqualTo(Files.readString(golden));
  }

  private static String printed(Path folder) throws IOException {
    Path query = folder.resolve(QUERY);
    Kb.Result result =
        Files.exists(query)
            ? new Kb().typing(Files.readString(query)).run("query", "-")
            : new Kb().run("lint", folder.toString(), folder.resolve(ENTRY).toString());
    return (result.out() + result.err()).replace(folder + "/", "");
  }

  /** The codes of all enums of all modules. */
  private static Stream<IssueCode> codes() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waymark")
            .stream()
            .filter(type -> type.isEnum() && type.isAssignableTo(IssueCode.class))
            .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
            .map(IssueCode.class::cast);
  }

  private static Set<String> folders() {
    try (Stream<Path> folders = Files.list(ISSUES)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String code(String folder) {
    return folder.split("-", 2)[0];
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(path -> !path.endsWith(GOLDEN)).toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  /** A file that is there and can't be opened, whoever asks. */
  private static void replaceBySocket(Path file) throws IOException {
    Files.delete(file);
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(file));
    }
  }

  private static Preparation entry(UnaryOperator<String> change) {
    return folder -> {
      Path entry = folder.resolve(ENTRY);
      Files.writeString(entry, change.apply(Files.readString(entry)), StandardCharsets.UTF_8);
    };
  }
}
