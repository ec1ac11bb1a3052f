package dev.waymark.server.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked once a version from the archive on the class path. */
record Binaries(Path home) {

  /**
   * Unpacks them below a folder unless that was done before.
   *
   * @throws StartFailure if there are none for this machine
   */
  static Binaries unpack(Path cache) {
    String archive =
        "postgres-%s-%s.txz"
            .formatted(
                system(System.getProperty("os.name")), processor(System.getProperty("os.arch")));
    try (InputStream stream = Binaries.class.getResourceAsStream("/" + archive)) {
      if (stream == null) {
        throw new StartFailure(
            "No PostgreSQL is bundled for this machine ("
                + archive
                + "). Give the URL of another one with QUARKUS_DATASOURCE_JDBC_URL.");
      }
      Path home = cache.resolve("postgresql-" + version());
      if (!isWhole(home)) {
        unpack(stream, home);
      }
      return new Binaries(home);
    } catch (IOException e) {
      throw new StartFailure(
          "PostgreSQL can't be unpacked below "
              + cache
              + ". Set XDG_CACHE_HOME to a folder that can be written.",
          e);
    }
  }

  /** The build writes it down, so that no start has to read 15 MB to tell versions apart. */
  private static String version() throws IOException {
    try (InputStream stream = Binaries.class.getResourceAsStream("/waymark/postgresql.version")) {
      if (stream == null) {
        throw new IOException("the build has left out waymark/postgresql.version");
      }
      return new String(stream.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static String system(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mac")) {
      return "darwin";
    }
    return lower.startsWith("windows") ? "windows" : "linux";
  }

  private static String processor(String name) {
    return name.equals("aarch64") || name.equals("arm64") ? "arm_64" : "x86_64";
  }

  private static boolean isWhole(Path home) {
    return Files.isExecutable(home.resolve("bin/postgres"));
  }

  /** Into a folder beside it first, so that a start that dies midway leaves nothing half done. */
  private static void unpack(InputStream archive, Path home) throws IOException {
    Files.createDirectories(home.getParent());
    Path unfinished = Files.createTempDirectory(home.getParent(), "unpacking-");
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(tar, entry, unfinished);
      }
    }
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      delete(unfinished);
      if (!isWhole(home)) {
        throw e;
      }
      // Another server was faster; its files are the same.
    }
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("leads out of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & 0100) != 0
        && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
