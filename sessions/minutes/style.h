// How the minutes look, on a screen and on A4 paper.
#pragma once

#include <string_view>

namespace acuerdo {

// CSS for the page's one <style> element: no address in it, so that the file stands alone.
std::string_view minutes_style();

}  // namespace acuerdo
