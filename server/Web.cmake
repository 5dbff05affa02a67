# Builds web/ with npm, compresses every file once, and embeds both forms. Sets ACUERDO_ASSETS to the sources to compile.
enable_language(ASM)
set(dist ${CMAKE_BINARY_DIR}/web-dist)
set(embedded ${CMAKE_CURRENT_BINARY_DIR}/embedded)

if(ACUERDO_WEB)
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/src/* ${PROJECT_SOURCE_DIR}/web/*.json
       ${PROJECT_SOURCE_DIR}/web/*.ts ${PROJECT_SOURCE_DIR}/web/*.html ${PROJECT_SOURCE_DIR}/web/*.js
       ${PROJECT_SOURCE_DIR}/web/protocol-types/* ${CMAKE_CURRENT_SOURCE_DIR}/protocol/schemas/*.json)
  list(FILTER web_sources EXCLUDE REGEX "/node_modules/|/generated\\.ts$|/dist/")
  set(modules ${PROJECT_SOURCE_DIR}/web/node_modules/.package-lock.json)
  add_custom_command(OUTPUT ${modules} COMMAND npm ci --no-audit --no-fund --loglevel=error
                     DEPENDS ${PROJECT_SOURCE_DIR}/web/package-lock.json WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/web
                     COMMENT "Installing what the web side is built with")
  add_custom_command(OUTPUT ${dist}/index.html COMMAND npm run --silent build -- --outDir ${dist} --emptyOutDir
                     DEPENDS ${modules} ${web_sources} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/web
                     COMMENT "Building the people's side")
else()
  file(WRITE ${dist}/index.html "<!doctype html><meta charset=utf-8><title>Acuerdo</title><p>This server was built without its pages (ACUERDO_WEB=OFF).</p>\n")
endif()

add_custom_command(
  OUTPUT ${embedded}/assets.S ${embedded}/assets_table.cc
  COMMAND ${CMAKE_COMMAND} -D DIST=${dist} -D OUT=${embedded} -P ${CMAKE_CURRENT_SOURCE_DIR}/embed.cmake
  DEPENDS ${dist}/index.html ${CMAKE_CURRENT_SOURCE_DIR}/embed.cmake
  COMMENT "Embedding the people's side")
set(ACUERDO_ASSETS ${embedded}/assets.S ${embedded}/assets_table.cc)
