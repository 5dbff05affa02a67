// Files besides the database that must be on the disk before anything rests on them.
#pragma once

#include <filesystem>
#include <string_view>

namespace acuerdo {

// Writes bytes to a file, durably; readable by its owner alone. Throws JournalFault.
void write_durably(const std::filesystem::path& file, std::string_view bytes);

// What was written to a file is on the disk then, and a name is when its folder is. False, with errno set,
// when the disk does not take it.
bool sync_file(const std::filesystem::path& file);
bool sync_folder(const std::filesystem::path& folder);

}  // namespace acuerdo
