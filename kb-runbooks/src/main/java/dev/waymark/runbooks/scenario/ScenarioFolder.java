package dev.waymark.runbooks.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of one scenario: bounded, UTF-8, and never outside of the folder. */
final class ScenarioFolder {
  private static final int MOST_FILES = 1_000;

  private final Path folder;

  ScenarioFolder(Path folder) {
    this.folder = folder;
  }

  /** What became of reading a file. */
  sealed interface Content {
    record Text(String text) implements Content {}

    record Absent() implements Content {}

    record Outside() implements Content {}

    /** It is there but can't be read, and why. */
    record Unreadable(String why) implements Content {}
  }

  /** Reads a file of the folder. */
  Content read(String name, int mostBytes) {
    Path file;
    try {
      file = folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      return new Content.Absent();
    }
    if (!file.startsWith(folder.normalize()) || file.equals(folder.normalize())) {
      return new Content.Outside();
    }
    try {
      if (!Files.exists(file)) {
        return Files.isSymbolicLink(file) ? new Content.Outside() : new Content.Absent();
      }
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        return new Content.Outside();
      }
      if (!Files.isRegularFile(file)) {
        return new Content.Unreadable("it isn't a regular file");
      }
      return text(file, mostBytes);
    } catch (CharacterCodingException e) {
      return new Content.Unreadable("it isn't UTF-8");
    } catch (IOException e) {
      return new Content.Unreadable("it can't be opened");
    }
  }

  /** Names of the files and folders in the folder, in order. */
  List<String> names() {
    return list(folder);
  }

  /** Names of the files below a sub-folder, in order; empty if there is none. */
  List<String> names(String subfolder) {
    return list(folder.resolve(subfolder)).stream().map(name -> subfolder + "/" + name).toList();
  }

  /** Whether a name is that of a folder in this one, and no link out of it. */
  boolean isFolder(String name) {
    return Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether a name is that of a regular file in this folder with more bytes than that. */
  boolean isLargerThan(String name, int bytes) {
    Path file = folder.resolve(name);
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) > bytes;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .limit(MOST_FILES)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Content text(Path file, int mostBytes) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(mostBytes + 1);
    }
    if (bytes.length > mostBytes) {
      return new Content.Unreadable("it is larger than %,d bytes".formatted(mostBytes));
    }
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    return new Content.Text(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
