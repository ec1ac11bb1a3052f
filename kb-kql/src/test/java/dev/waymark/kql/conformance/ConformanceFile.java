package dev.waymark.kql.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The queries about an operator, a function or an aggregate, whose names are its first line. */
record ConformanceFile(Path path, List<String> names, List<ConformanceCase> cases) {
  private static final Path FOLDER = Path.of("src/test/resources/dev/waymark/kql/conformance");
  private static final String NAMES = "names: ";
  private static final String CASE = "=== ";

  static List<ConformanceFile> all() throws IOException {
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      var files = new ArrayList<ConformanceFile>();
      for (Path path : paths.filter(p -> p.toString().endsWith(".kqlt")).sorted().toList()) {
        files.add(read(path));
      }
      return files;
    }
  }

  /** The name of the folder, which says what the names in its files are. */
  String folder() {
    return path.getName(path.getNameCount() - 2).toString();
  }

  private static ConformanceFile read(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path);
    if (lines.isEmpty() || !lines.get(0).startsWith(NAMES)) {
      throw new IllegalArgumentException(path + " doesn't begin with `" + NAMES + "`");
    }
    List<String> names = Arrays.asList(lines.get(0).substring(NAMES.length()).split(", "));
    var cases = new ArrayList<ConformanceCase>();
    int start = next(lines, 1);
    while (start < lines.size()) {
      int end = next(lines, start + 1);
      String title = lines.get(start).substring(CASE.length());
      cases.add(
          ConformanceCase.read(path.getFileName() + ": " + title, lines.subList(start + 1, end)));
      start = end;
    }
    return new ConformanceFile(path, names, cases);
  }

  private static int next(List<String> lines, int from) {
    int i = from;
    while (i < lines.size() && !lines.get(i).startsWith(CASE)) {
      i++;
    }
    return i;
  }
}
