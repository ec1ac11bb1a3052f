package dev.waymark.server;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests but those of {@link OwnApplicationSuite}; they share one application. */
@Suite
@SelectPackages("dev.waymark.server")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns(OwnApplicationSuite.TESTS)
class SharedApplicationSuite {}
