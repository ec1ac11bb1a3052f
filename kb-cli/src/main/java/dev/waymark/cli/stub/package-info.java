/**
 * A stand-in for Azure that speaks its protocols over HTTPS, so that live mode is tried and tested
 * without Azure: sign-in, Log Analytics, metrics, Resource Graph and the activity log, over
 * recorded data. Start at {@link dev.waymark.cli.stub.AzureStub}, and at {@link
 * dev.waymark.cli.stub.StubbedFence} for what it plays for one kind of fence; may import {@code
 * fence}, {@code kql}, {@code query}, {@code scenario} and {@code tree}.
 */
@NullMarked
package dev.waymark.cli.stub;

import org.jspecify.annotations.NullMarked;
