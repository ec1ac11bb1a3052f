package dev.waymark.server.alert;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Reads a body that is one JSON value in UTF-8, and nothing of one that is anything else. */
final class JsonBody {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** A name that stands twice in an object would silently lose one of its values. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonBody() {}

  static Result<JsonNode> read(byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer text = CharBuffer.allocate(body.length);
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    if (utf8.decode(bytes, text, true).isError()) {
      return refused(
          "The body isn't UTF-8: its byte %,d is 0x%02X."
              .formatted(bytes.position() + 1, bytes.get(bytes.position()) & 0xFF),
          "Send the JSON in UTF-8 and not compressed.");
    }
    String sent = text.flip().toString();
    String json = sent.indexOf(BYTE_ORDER_MARK) == 0 ? sent.substring(1) : sent;
    if (json.isBlank()) {
      return refused("The body is empty.", "Send the alert as JSON: see docs/alerts.md.");
    }
    try {
      return Result.done(JSON.readTree(json));
    } catch (StreamConstraintsException e) {
      return refused(
          "The body goes beyond what is read%s: %s."
              .formatted(place(e), bound(e.getOriginalMessage())),
          "Objects and lists may be 1,000 deep, numbers 1,000 characters long, names 50,000.");
    } catch (JsonEOFException e) {
      return refused(
          "The body isn't JSON: it ends in the middle%s.".formatted(place(e)),
          "It was cut on its way, or written in parts: send the whole document.");
    } catch (MismatchedInputException e) {
      return refused(
          "More follows the first JSON value%s.".formatted(place(e)),
          "Send one value; several alerts go into one list.");
    } catch (JsonProcessingException e) {
      return refused(
          "The body isn't JSON%s: %s.".formatted(place(e), firstLine(e)),
          "Send the alert as the monitoring system writes it.");
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }

  /** Without the names of the parser's own settings. */
  private static String bound(String message) {
    return message.replaceAll(", from `[^`]*`", "");
  }

  private static String firstLine(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("it can't be read");
    return message.length() > 200 ? message.substring(0, 200) + "…" : message;
  }

  private static Result<JsonNode> refused(String detail, String hint) {
    return Result.refused(Problem.invalid(detail, hint));
  }
}
