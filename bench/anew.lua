-- For wrk: each request has a query of its own.
local number = 0

request = function()
   number = number + 1
   return wrk.format("GET", wrk.path .. "?look=" .. number)
end
