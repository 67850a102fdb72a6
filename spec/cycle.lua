-- SPDX-License-Identifier: MIT
-- A way from a node of a graph back to it, as text; or nil.
-- edges[node] = {[other] = true}
return function(edges)
  local state = {}
  local function visit(node, way)
    if state[node] == "done" then return nil end
    way[#way + 1] = node
    if state[node] == "open" then return table.concat(way, " -> ") end
    state[node] = "open"
    for other in pairs(edges[node] or {}) do
      local found = visit(other, way)
      if found then return found end
    end
    state[node] = "done"
    way[#way] = nil
    return nil
  end
  for node in pairs(edges) do
    local found = visit(node, {})
    if found then return found end
  end
  return nil
end
