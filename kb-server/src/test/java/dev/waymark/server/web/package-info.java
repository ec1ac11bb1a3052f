/** The pages in a real browser, against the server as it is shipped. */
package dev.waymark.server.web;
