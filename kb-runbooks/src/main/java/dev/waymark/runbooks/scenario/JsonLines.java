package dev.waymark.runbooks.scenario;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.scenario.RawTable.Uncut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts lines of JSON objects into cells that know where they stand; fields may be left out. */
final class JsonLines {
  private static final JsonMapper MAPPER = mapper();

  private final SourceFile file;
  private final Map<String, RawCell.Text> headers = new LinkedHashMap<>();
  private final List<Map<String, RawCell>> objects = new ArrayList<>();

  private JsonLines(SourceFile file) {
    this.file = file;
  }

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build());
    return mapper;
  }

  static RawTable cut(SourceFile file, int mostRows) throws Uncut {
    var lines = new JsonLines(file);
    for (int line = 1; line <= file.lineCount(); line++) {
      if (!file.line(line).isBlank()) {
        lines.read(line);
      }
      if (lines.objects.size() > mostRows) {
        throw new Uncut(1, 1, "it has more than %,d rows".formatted(mostRows));
      }
    }
    return lines.table();
  }

  private void read(int line) throws Uncut {
    int start = file.lineSpan(line).start();
    Map<String, RawCell> object = new HashMap<>();
    try (JsonParser parser = MAPPER.createParser(file.line(line))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Uncut(line, 1, "each line is a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        headers.putIfAbsent(name, new RawCell.Text(name, start + column(parser)));
        parser.nextToken();
        int at = start + column(parser);
        object.put(name, new RawCell.Node(MAPPER.readTree(parser), at));
      }
      if (parser.nextToken() != null) {
        throw new Uncut(line, column(parser) + 1, "something stands behind the object");
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new Uncut(
          line, at == null ? 1 : at.getColumnNr(), "it isn't JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Uncut(line, 1, "it isn't JSON");
    }
    objects.add(object);
  }

  private static int column(JsonParser parser) {
    return Math.max(0, parser.currentTokenLocation().getColumnNr() - 1);
  }

  private RawTable table() {
    RawCell none = new RawCell.Node(MissingNode.getInstance(), 0);
    List<List<RawCell>> rows = new ArrayList<>();
    for (Map<String, RawCell> object : objects) {
      rows.add(headers.keySet().stream().map(name -> object.getOrDefault(name, none)).toList());
    }
    return new RawTable(List.copyOf(headers.values()), rows);
  }
}
