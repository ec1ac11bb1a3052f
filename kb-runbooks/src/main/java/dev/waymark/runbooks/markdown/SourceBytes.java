package dev.waymark.runbooks.markdown;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a file's bytes as strict UTF-8. A byte order mark and all line ends stay as they are. */
public final class SourceBytes {
  private SourceBytes() {}

  /**
   * The text; if it isn't UTF-8 or too large, only issues.
   *
   * @param path how the file is named to the author
   */
  public static StageResult<SourceFile> read(String path, byte[] bytes) {
    int length = Math.min(bytes.length, Bounds.MAX_BYTES);
    ByteBuffer input = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer output = CharBuffer.allocate(length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(input, output, bytes.length == length);
    if (result.isError()) {
      int bad = Byte.toUnsignedInt(bytes[input.position()]);
      return refuse(
          path,
          lenient(bytes, length),
          output.position(),
          MarkdownIssue.NOT_UTF8,
          "Byte %d (0x%02X) isn't UTF-8".formatted(input.position() + 1, bad),
          "Save the file as UTF-8.");
    }
    output.flip();
    if (bytes.length > length) {
      return refuse(
          path,
          output.toString(),
          output.length(),
          MarkdownIssue.TOO_LARGE,
          "The file is larger than " + Bounds.MAX_BYTES / 1024 + " KiB",
          "Split the entry, or move data into files that it links to.");
    }
    return StageResult.of(new SourceFile(path, output.toString()), List.of());
  }

  private static String lenient(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static StageResult<SourceFile> refuse(
      String path, String text, int at, MarkdownIssue code, String message, String hint) {
    SourceSpan span = new SourceSpan(at, Math.min(at + 1, Math.max(at, text.length())));
    return StageResult.failed(
        List.of(new Issue(code, new SourceFile(path, text), span, message, hint)));
  }
}
