package dev.waymark.cli;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents for contributors name is there: types, files, folders, packages, commands. */
class DocumentedNamesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_SOURCE = Set.of(".git", "target", "node_modules");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern TEST_OPTION = Pattern.compile("-D(?:it\\.)?test='?([\\w,*]+)");
  private static final Pattern MODULE_OPTION = Pattern.compile("-pl ([\\w,-]+)");
  private static final Pattern PROFILE_OPTION = Pattern.compile("-P ([\\w-]+)");

  /** What isn't a source of ours: kinds of fences, an address, what the build writes. */
  private static final Set<String> OTHERS =
      Set.of(
          "Optional",
          "let",
          "http",
          "tcp",
          "tls",
          "dns",
          "/api/v1",
          "./mvnw package",
          "kb-server/target/waymark-sbom.json");

  /** Every way to write a path: from any folder on, Java files without their ending, too. */
  private static final Set<String> PATHS = paths();

  private static Set<String> paths() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              if (NOT_SOURCE.contains(folder.getFileName().toString())) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              found.add(folder);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              found.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> paths = new HashSet<>();
    for (Path each : found) {
      Path path = ROOT.relativize(each);
      for (int from = 0; from < path.getNameCount(); from++) {
        String name = path.subpath(from, path.getNameCount()).toString().replace('\\', '/');
        paths.add(name);
        paths.add(name.replaceFirst("\\.java$", ""));
      }
    }
    return paths;
  }

  private static String text(String document) throws IOException {
    return Files.readString(ROOT.resolve(document));
  }

  private static Set<String> named(String text, Pattern pattern) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .flatMap(names -> Stream.of(names.split(",")))
        .collect(toUnmodifiableSet());
  }

  private static boolean exists(String name) throws IOException {
    String path = name.replaceFirst("/$", "");
    return OTHERS.contains(name)
        || PATHS.contains(path)
        || PATHS.contains(path.replace('.', '/'))
        || (name.startsWith("…")
            && PATHS.stream().anyMatch(each -> each.endsWith(path.substring(1))))
        || (name.startsWith(".") && PATHS.stream().anyMatch(each -> each.endsWith(path)))
        || isCommand(name)
        || isProperty(name)
        || isNested(name);
  }

  /** Such as {@code ./kb lint}. */
  private static boolean isCommand(String name) throws IOException {
    List<String> words = List.of(name.split(" "));
    if (!words.get(0).startsWith("./") || !Files.isExecutable(ROOT.resolve(words.get(0)))) {
      return false;
    }
    return words.size() == 1
        || (words.get(0).equals("./kb")
            && javaContains("KbCommand.java", "addSubcommand(\"" + words.get(1) + "\""));
  }

  /** Such as {@code -Dwaymark.seed}, which something in the repository reads. */
  private static boolean isProperty(String name) throws IOException {
    return name.startsWith("-D") && javaContains("", "\"" + name.substring(2).split("=")[0] + "\"");
  }

  /** Such as {@code Answer.Failed}. */
  private static boolean isNested(String name) throws IOException {
    String[] types = name.split("\\.");
    if (types.length != 2 || !PATHS.contains(types[0])) {
      return false;
    }
    return javaContains(types[0] + ".java", " " + types[1] + "(")
        || javaContains(types[0] + ".java", " " + types[1] + " ");
  }

  private static boolean javaContains(String part, String text) throws IOException {
    for (String path : PATHS) {
      if (path.endsWith(".java")
          && path.contains(part)
          && Files.isRegularFile(ROOT.resolve(path))
          && Files.readString(ROOT.resolve(path)).contains(text)) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
  void namesWhatExists(String document) throws IOException {
    Set<String> names = named(BLOCK.matcher(text(document)).replaceAll(""), NAME);
    assertThat(names).hasSizeGreaterThan(30);
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      if (!exists(name)) {
        unknown.add(name);
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void commandsNameWhatExists() throws IOException {
    String commands =
        String.join(
            "\n",
            BLOCK.matcher(text("CONTRIBUTING.md")).results().map(MatchResult::group).toList());
    assertThat(named(commands, MODULE_OPTION)).isNotEmpty().allMatch(PATHS::contains);
    assertThat(named(commands, TEST_OPTION))
        .isNotEmpty()
        .filteredOn(test -> !test.equals("NoUnitTest"))
        .allMatch(test -> PATHS.stream().anyMatch(path -> path.startsWith(test.replace("*", ""))));
    String pom = text("pom.xml");
    assertThat(named(commands, PROFILE_OPTION))
        .isNotEmpty()
        .allMatch(profile -> pom.contains("<id>" + profile + "</id>"));
  }

  @Test
  void findsWhatIsMissing() throws IOException {
    for (String missing :
        List.of(
            "NoSuchType",
            "no.such",
            "docs/none.md",
            "./kb fly",
            "-Dno.such.property",
            "Answer.Never")) {
      assertThat(exists(missing)).as(missing).isFalse();
    }
  }
}
