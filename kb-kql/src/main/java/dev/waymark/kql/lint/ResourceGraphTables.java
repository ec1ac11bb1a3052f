package dev.waymark.kql.lint;

import java.util.Set;

/**
 * The tables of Resource Graph, in lower case, from <a
 * href="https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language">its
 * page on the language</a> and <a
 * href="https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources">its
 * page on tables</a>, if they differ with both spellings, and from published queries.
 */
public final class ResourceGraphTables {
  public static final Set<String> NAMES =
      Set.of(
          "advisorresources",
          "aksresources",
          "alertsmanagementresources",
          "appserviceresources",
          "authorizationresources",
          "awsresources",
          "azurebusinesscontinuityresources",
          "azuredevopsplatformresources",
          "batchresources",
          "capabilityresources",
          "cdnresources",
          "chaosresources",
          "communitygalleryresources",
          "computeresources",
          "deploymentresources",
          "desktopvirtualizationresources",
          "dnsresources",
          "edgeorderresources",
          "elasticsanresources",
          "extendedlocationresources",
          "extensibilityresourcechanges",
          "extensibilityresources",
          "featureresources",
          "guestconfigurationresources",
          "healthresourcechanges",
          "healthresources",
          "impactreportresources",
          "insightresources",
          "insightsresources",
          "iotsecurityresources",
          "kubernetesconfigurationresources",
          "kustoresources",
          "maintenanceresourcechanges",
          "maintenanceresources",
          "managedserviceresources",
          "managedservicesresources",
          "migrateresources",
          "networkresourcechanges",
          "networkresources",
          "orbitalresources",
          "patchassessmentresources",
          "patchinstallationresources",
          "policyresources",
          "quotaresourcechanges",
          "quotaresources",
          "recoveryservicesresources",
          "resourcechanges",
          "resourcecontainerchanges",
          "resourcecontainers",
          "resources",
          "securityresources",
          "servicefabricresources",
          "servicehealthresources",
          "spotresources",
          "supportresources",
          "tagresources",
          "tagsresources",
          "workloadmonitorresources");

  private ResourceGraphTables() {}
}
