#include <curl/curl.h>

// libcurl's setters and getters take any type after the option, which Swift
// does not import; each of these takes one.

static inline CURLcode
ensemble_curl_set_long (CURL *handle, CURLoption option, long value)
{
	return curl_easy_setopt (handle, option, value);
}

static inline CURLcode
ensemble_curl_set_string (CURL *handle, CURLoption option, const char *value)
{
	return curl_easy_setopt (handle, option, value);
}

static inline CURLcode
ensemble_curl_set_pointer (CURL *handle, CURLoption option, void *value)
{
	return curl_easy_setopt (handle, option, value);
}

static inline CURLcode
ensemble_curl_set_writer (CURL *handle, CURLoption option, curl_write_callback value)
{
	return curl_easy_setopt (handle, option, value);
}

static inline curl_socket_t
ensemble_curl_get_socket (CURL *handle)
{
	curl_socket_t result = CURL_SOCKET_BAD;
	curl_easy_getinfo (handle, CURLINFO_ACTIVESOCKET, &result);
	return result;
}

static inline long
ensemble_curl_get_long (CURL *handle, CURLINFO info)
{
	long result = 0;
	curl_easy_getinfo (handle, info, &result);
	return result;
}
