package dev.waymark.server.start;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The migrations that this server brings, by the names of their files. */
final class Migrations {
  private static final String FOLDER = "db/migration/";
  private static final String FIRST = FOLDER + "V1__accounts_incidents_and_runs.sql";
  private static final Pattern NAME = Pattern.compile(".*\\bV(\\d+)__\\w+\\.sql");

  private Migrations() {}

  /** The version of the schema that they lead to. */
  static int newest() {
    try {
      return files().stream()
          .map(NAME::matcher)
          .filter(Matcher::matches)
          .mapToInt(name -> Integer.parseInt(name.group(1)))
          .max()
          .orElseThrow();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("The migrations can't be listed.", e);
    }
  }

  /** Asking Flyway for them would take longer than the rest of the start. */
  private static List<String> files() throws IOException, URISyntaxException {
    URL first = Migrations.class.getClassLoader().getResource(FIRST);
    if (first == null) {
      throw new IOException(FIRST + " is missing");
    }
    URLConnection connection = first.openConnection();
    if (connection instanceof JarURLConnection inJar) {
      return inJar.getJarFile().stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith(FOLDER))
          .toList();
    }
    try (Stream<Path> files = Files.list(Path.of(first.toURI()).resolveSibling("."))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
