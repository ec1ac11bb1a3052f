package dev.waymark.server;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The tests whose applications are set up in ways of their own, and those beside them. {@link
 * SharedApplicationSuite} has all others; the two take about as long.
 */
@Suite
@SelectPackages("dev.waymark.server")
@IncludeClassNamePatterns(OwnApplicationSuite.TESTS)
class OwnApplicationSuite {
  static final String TESTS =
      "dev\\.waymark\\.server\\.(?:(?:alert|content|database|forge|lesson|postgres|run|start)\\..*Test"
          + "|api\\.(?:AzureWalk|RunQueries)Test)";
}
