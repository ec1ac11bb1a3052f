package dev.waymark.model.entry;

/** What runs a fence. */
public enum FenceKind {
  /** Log Analytics or a resource's logs. */
  KQL("kql"),
  RESOURCE_GRAPH("kql resource-graph"),
  METRICS("metrics"),
  ACTIVITY_LOG("activity-log"),
  HTTP("http"),
  TLS("tls"),
  DNS("dns"),
  TCP("tcp"),
  AZURECLI("azurecli"),
  BASH("bash");

  private final String label;

  FenceKind(String label) {
    this.label = label;
  }

  /** As it stands behind the opening fence. */
  public String label() {
    return label;
  }
}
