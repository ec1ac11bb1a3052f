package dev.waymark.server.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPictureTest {
  private static final String PNG = "\u0089PNG\r\n\u001A\nrest";

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void files() throws IOException {
    root = Files.createDirectories(folder.resolve("content"));
    write("content/team/a b.png", PNG);
    write("content/img/top.png", PNG);
    write("content/.git/x.png", PNG);
    write("content/team/.x.png", PNG);
    write("outside.png", PNG);
    write("content/team/secret.md", PNG);
    Files.createSymbolicLink(root.resolve("team/link.png"), folder.resolve("outside.png"));
    Files.createSymbolicLink(root.resolve("team/inner.png"), root.resolve("img/top.png"));
    Files.createSymbolicLink(root.resolve("linked"), root.resolve("img"));
    Files.createDirectories(root.resolve("team/folder.png"));
  }

  private void write(String path, String latin) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, latin.getBytes(StandardCharsets.ISO_8859_1));
  }

  private boolean isShown(String path) {
    return EntryPicture.read(root, "team/entry.md", path).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b.png", "./a b.png", "../img/top.png", "../img/./top.png"})
  void isFoundFromTheEntryOn(String path) {
    assertThat(isShown(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b.png",
        "",
        ".",
        "/img/top.png",
        "../../outside.png",
        "../../content/../outside.png",
        "link.png",
        "inner.png",
        "../linked/top.png",
        "folder.png",
        ".x.png",
        "../.git/x.png",
        "secret.md",
        "a\u0000.png"
      })
  void isNothingElse(String path) {
    assertThat(isShown(path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          \u0089PNG\\r\\n\u001A\\n            | image/png
          \u00FF\u00D8\u00FF\u00E0      | image/jpeg
          GIF89a                          | image/gif
          RIFF....WEBPVP8                 | image/webp
          <svg xmlns="x"/>                | image/svg+xml
          <?xml version="1.0"?> <!-- x --> <svg> | image/svg+xml
          <!DOCTYPE svg PUBLIC "x"><svg>  | image/svg+xml
          <!DOCTYPE svg [<!ENTITY a "b">]><svg> | -
          <html><svg/></html>             | -
          <svgx>                          | -
          MZ                              | -
          """)
  void isWhatItsBytesSay(String begin, String type) throws IOException {
    write("content/x.png", begin.replace("\\r", "\r").replace("\\n", "\n"));
    assertThat(
            EntryPicture.read(root, "entry.md", "x.png").map(EntryPicture::mediaType).orElse(null))
        .isEqualTo(type);
  }

  @Test
  void isNotTooLarge() throws IOException {
    byte[] bytes = Arrays.copyOf(PNG.getBytes(StandardCharsets.ISO_8859_1), 5 * 1024 * 1024);
    Files.write(root.resolve("x.png"), bytes);
    assertThat(EntryPicture.read(root, "entry.md", "x.png").orElseThrow().bytes()).isEqualTo(bytes);
    Files.write(root.resolve("x.png"), Arrays.copyOf(bytes, bytes.length + 1));
    assertThat(EntryPicture.read(root, "entry.md", "x.png")).isEmpty();
  }
}
