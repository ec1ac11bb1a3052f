package dev.waymark.runbooks.draw;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waymark.model.entry.State;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.draw.TreeGraph.Vertex;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A graph as JSON, for other programs. */
public final class JsonDrawing {

  private JsonDrawing() {}

  /** {@code {"id","title","nodes":[…],"edges":[…]}}, indented, with a line end. */
  public static String draw(TreeGraph graph) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("id", graph.id());
      json.writeStringField("title", graph.title());
      json.writeArrayFieldStart("nodes");
      for (Vertex node : graph.nodes()) {
        write(json, node);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("edges");
      for (Edge edge : graph.edges()) {
        write(json, edge);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, Vertex node) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", node.id());
    json.writeStringField("kind", node.kind().label());
    json.writeStringField("title", node.title());
    json.writeNumberField("line", node.line());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Edge edge) throws IOException {
    json.writeStartObject();
    json.writeStringField("from", edge.from());
    json.writeStringField("to", edge.to());
    json.writeStringField("state", edge.state().map(State::label).orElse(""));
    json.writeStringField("when", edge.when());
    if (edge.again().isPresent()) {
      json.writeStringField("askAgainAfter", Timespan.format(edge.again().get()));
    }
    json.writeEndObject();
  }
}
