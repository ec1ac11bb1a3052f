package dev.waymark.runbooks.paste;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waymark.model.source.Position;
import java.io.IOException;

/** Where the parts of a JSON text stand. */
public final class JsonPlaces {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** The beginning. */
  static final Position START = new Position(1, 1);

  private JsonPlaces() {}

  /**
   * The place of a value, or of the nearest one around it that is there.
   *
   * @param text that is JSON
   * @param pointer to the value, as RFC 6901 writes it
   */
  public static Position of(String text, String pointer) {
    Position nearest = START;
    int length = -1;
    try (JsonParser parser = FACTORY.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME || token.isStructEnd()) {
          continue;
        }
        String here =
            token.isStructStart()
                ? parser.getParsingContext().getParent().pathAsPointer().toString()
                : parser.getParsingContext().pathAsPointer().toString();
        if (here.equals(pointer)) {
          return position(parser.currentTokenLocation());
        }
        if (here.length() > length && pointer.startsWith(here + "/")) {
          nearest = position(parser.currentTokenLocation());
          length = here.length();
        }
      }
    } catch (IOException e) {
      return nearest;
    }
    return nearest;
  }

  static Position position(JsonLocation at) {
    return new Position(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }
}
