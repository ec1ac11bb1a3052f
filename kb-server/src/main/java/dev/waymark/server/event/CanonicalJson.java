package dev.waymark.server.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The one text of a JSON value: keys sorted, no white space. A value that went through PostgreSQL's
 * {@code jsonb} gives the same text, since what is stored has no number but whole ones.
 */
public final class CanonicalJson {
  private static final ObjectReader READER = new ObjectMapper().reader();

  private CanonicalJson() {}

  public static String write(JsonNode value) {
    StringBuilder out = new StringBuilder(256);
    write(value, out);
    return out.toString();
  }

  /** Reads what {@link #write} wrote, or what the database made of it. */
  public static JsonNode read(String text) {
    try {
      return READER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store holds what it was never given", e);
    }
  }

  private static void write(JsonNode value, StringBuilder out) {
    if (value.isObject()) {
      writeObject(value, out);
    } else if (value.isArray()) {
      out.append('[');
      for (int i = 0; i < value.size(); i++) {
        if (i > 0) {
          out.append(',');
        }
        write(value.get(i), out);
      }
      out.append(']');
    } else if (value.isTextual()) {
      writeText(value.textValue(), out);
    } else if (value.isIntegralNumber() || value.isBoolean() || value.isNull()) {
      out.append(value.asText());
    } else {
      throw new IllegalArgumentException("not to be stored: " + value.getNodeType());
    }
  }

  private static void writeObject(JsonNode value, StringBuilder out) {
    List<String> keys = new ArrayList<>(value.size());
    for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
      keys.add(names.next());
    }
    keys.sort(null);
    out.append('{');
    for (int i = 0; i < keys.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      writeText(keys.get(i), out);
      out.append(':');
      write(value.get(keys.get(i)), out);
    }
    out.append('}');
  }

  static void writeText(String text, StringBuilder out) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append(text, from, i).append('\\');
        from = i;
      } else if (c < ' ') {
        JsonStringEncoder.getInstance()
            .quoteAsString(text.substring(i, i + 1), out.append(text, from, i));
        from = i + 1;
      }
    }
    out.append(text, from, text.length()).append('"');
  }
}
