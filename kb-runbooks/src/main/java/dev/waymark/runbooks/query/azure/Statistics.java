package dev.waymark.runbooks.query.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The few of a log query's statistics that tell an author what it costs. */
final class Statistics {
  private static final Map<String, String> SHOWN =
      Map.of(
          "/query/executionTime", "execution time in s",
          "/query/resourceUsage/cpu/totalCpu", "processor time",
          "/query/resourceUsage/memory/peakPerNode", "peak memory in bytes",
          "/query/inputDatasetStatistics/rows/scanned", "rows scanned",
          "/query/inputDatasetStatistics/extents/scanned", "extents scanned");

  private Statistics() {}

  static Map<String, String> of(String json) {
    Map<String, String> shown = new LinkedHashMap<>();
    JsonNode root;
    try {
      root = JsonMapper.builder().build().readTree(json);
    } catch (JsonProcessingException e) {
      return Map.of();
    }
    SHOWN.forEach(
        (path, name) -> {
          JsonNode value = root.at(path);
          if (value.isValueNode() && !value.isNull()) {
            shown.put(name, value.asText());
          }
        });
    return shown;
  }
}
