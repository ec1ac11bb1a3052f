package dev.waymark.server.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** The folder in which one server, and no second one at the same time, keeps its data. */
public final class DataFolder {
  private final Path path;

  /** Held while the server lives; the operating system lets go of it however the server ends. */
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Where data lies by default: {@code $XDG_DATA_HOME/waymark}, else below the home folder. */
  public static Path defaultPath(Map<String, String> environment) {
    return xdg(environment, "XDG_DATA_HOME", ".local/share");
  }

  static Path cachePath(Map<String, String> environment) {
    return xdg(environment, "XDG_CACHE_HOME", ".cache");
  }

  private static Path xdg(Map<String, String> environment, String variable, String otherwise) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> Path.of(System.getProperty("user.home")).resolve(otherwise))
        .resolve("waymark");
  }

  /**
   * Takes the folder for this server, creating it for its owner alone if it's missing.
   *
   * @throws StartFailure if another server has it, or it can't be written
   */
  public static DataFolder claim(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      ownerOnly(path, "rwx------");
      FileChannel channel =
          FileChannel.open(
              path.resolve("server.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        String holder = read(channel);
        channel.close();
        throw new StartFailure(
            "Another Waymark server%s uses the data folder %s. Stop it first, or choose another folder with --data."
                .formatted(holder.isEmpty() ? "" : " (process " + holder + ")", path));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new StartFailure(
          "The data folder " + path + " can't be written. Choose another one with --data.", e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(32);
    channel.read(buffer, 0);
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
  }

  static void ownerOnly(Path path, String permissions) throws IOException {
    FileSystem system = path.getFileSystem();
    if (system.supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  public Path path() {
    return path;
  }

  /** Lets another server have the folder. */
  public void release() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StartFailure("The lock of " + path + " can't be released.", e);
    }
  }
}
